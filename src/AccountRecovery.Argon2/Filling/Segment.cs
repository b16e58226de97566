namespace AccountRecovery.Argon2Internals;

/// <summary>The position of a segment: the intersection of a slice and a lane, in one pass.</summary>
internal readonly record struct Segment(int Pass, int Slice, int Lane)
{
    /// <summary>The index of the first block to fill. In the first pass, blocks 0 and 1 of each lane are computed from H0.</summary>
    internal int FirstIndex => IsFirstSlice ? 2 : 0;

    /// <summary>
    /// Whether the addresses depend only on the position. Argon2id derives the addresses from the position in the
    /// first half of the first pass, and from the data afterwards (RFC 9106, section 3.4.1.3).
    /// </summary>
    internal bool IsDataIndependent => Pass == 0 && Slice < MemoryShape.Slices / 2;

    /// <summary>Whether this is the first slice of the first pass, in which no other lane has a finished slice.</summary>
    internal bool IsFirstSlice => Pass == 0 && Slice == 0;
}
