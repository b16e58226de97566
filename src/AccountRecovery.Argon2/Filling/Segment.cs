namespace AccountRecovery.Argon2Internals;

/// <summary>Which segment is being filled: the intersection of a slice and a lane, in one pass.</summary>
internal readonly record struct Segment(int Pass, int Slice, int Lane)
{
    /// <summary>Blocks 0 and 1 of each lane are made from H0 in the first pass.</summary>
    internal int FirstIndex => IsFirstSlice ? 2 : 0;

    /// <summary>Argon2id derives its addresses from the position for the first half of the first pass, and from the data after that (RFC 9106, section 3.4.1.3).</summary>
    internal bool IsDataIndependent => Pass == 0 && Slice < MemoryShape.Slices / 2;

    /// <summary>Whether no other lane has a finished slice yet.</summary>
    internal bool IsFirstSlice => Pass == 0 && Slice == 0;
}
