namespace AccountRecovery.Argon2Internals;

/// <summary>The addresses J1 || J2 of a data-independent segment (RFC 9106, section 3.4.1.2). They depend on no secret.</summary>
internal ref struct AddressStream
{
    private const int CounterWord = 6;

    /// <summary>The type y of Argon2id (RFC 9106, section 3.1).</summary>
    internal const int Argon2idType = 2;

    private readonly Span<ulong> _input;
    private readonly Span<ulong> _addresses;

    /// <summary>Starts the stream. The buffer is two blocks, and the stream's own until it ends.</summary>
    internal AddressStream(Span<ulong> buffer, Segment segment, MemoryShape shape)
    {
        _input = buffer[..BlockFunction.Words];
        _addresses = buffer.Slice(BlockFunction.Words, BlockFunction.Words);

        // Z = LE64(r) || LE64(l) || LE64(sl) || LE64(m') || LE64(t) || LE64(y), then the counter, then zeros.
        _input.Clear();
        _input[0] = (ulong)segment.Pass;
        _input[1] = (ulong)segment.Lane;
        _input[2] = (ulong)segment.Slice;
        _input[3] = (ulong)shape.BlockCount;
        _input[4] = (ulong)shape.Passes;
        _input[5] = Argon2idType;
    }

    /// <summary>The address word of the block at this index in the segment. Indices are asked for in rising order.</summary>
    internal readonly ulong this[int index]
    {
        get
        {
            ulong counter = (ulong)(index / BlockFunction.Words) + 1;
            if (_input[CounterWord] != counter)
            {
                _input[CounterWord] = counter;
                Generate();
            }

            return _addresses[index % BlockFunction.Words];
        }
    }

    /// <summary>The next 128 addresses: G(ZERO, G(ZERO, Z || LE64(i) || ZERO)).</summary>
    private readonly void Generate()
    {
        Span<ulong> zero = stackalloc ulong[BlockFunction.Words];
        zero.Clear();
        Span<ulong> inner = stackalloc ulong[BlockFunction.Words];
        BlockFunction.Apply(zero, _input, inner, xorInto: false);
        BlockFunction.Apply(zero, inner, _addresses, xorInto: false);
    }
}
