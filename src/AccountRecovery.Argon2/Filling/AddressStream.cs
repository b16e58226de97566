namespace AccountRecovery.Argon2Internals;

/// <summary>The addresses J1 || J2 of a data-independent segment (RFC 9106, section 3.4.1.2). They depend on no secret.</summary>
internal readonly unsafe struct AddressStream<TBlocks>
    where TBlocks : struct, IBlockFunction
{
    private const int CounterWord = 6;

    private readonly LaneWorkspace _workspace;

    internal AddressStream(LaneWorkspace workspace, Segment segment, MemoryShape shape)
    {
        _workspace = workspace;

        // Z = LE64(r) || LE64(l) || LE64(sl) || LE64(m') || LE64(t) || LE64(y), then the counter, then zeros.
        ulong* input = workspace.AddressInput;
        new Span<ulong>(input, Block.Words).Clear();
        input[TBlocks.PlaceOf(0)] = (ulong)segment.Pass;
        input[TBlocks.PlaceOf(1)] = (ulong)segment.Lane;
        input[TBlocks.PlaceOf(2)] = (ulong)segment.Slice;
        input[TBlocks.PlaceOf(3)] = (ulong)shape.BlockCount;
        input[TBlocks.PlaceOf(4)] = (ulong)shape.Passes;
        input[TBlocks.PlaceOf(5)] = InitialHash.Argon2idType;
    }

    /// <summary>Returns the address word of the block at this index in the segment. Callers pass the indices in ascending order.</summary>
    internal ulong At(int index, Lookahead lookahead)
    {
        ulong counter = (ulong)(index / Block.Words) + 1;
        if (_workspace.AddressInput[TBlocks.PlaceOf(CounterWord)] != counter)
        {
            _workspace.AddressInput[TBlocks.PlaceOf(CounterWord)] = counter;
            Generate(lookahead);
        }

        return _workspace.Addresses[TBlocks.PlaceOf(index % Block.Words)];
    }

    /// <summary>Computes the next 128 addresses: G(ZERO, G(ZERO, Z || LE64(i) || ZERO)).</summary>
    /// <param name="lookahead">A copy of the lookahead, whose changes are dropped: the word 0 that G reports here is no address of the next block.</param>
    private void Generate(Lookahead lookahead)
    {
        ulong* zeros = _workspace.Zeros;
        ulong* inner = _workspace.Addresses;
        TBlocks.Apply(zeros, _workspace.AddressInput, zeros, inner, _workspace.Scratch, ref lookahead);
        TBlocks.Apply(zeros, inner, zeros, _workspace.Addresses, _workspace.Scratch, ref lookahead);
    }
}
