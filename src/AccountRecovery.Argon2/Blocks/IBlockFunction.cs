namespace AccountRecovery.Argon2Internals;

/// <summary>The compression function G of Argon2 (RFC 9106, section 3.5) for one kind of processor.</summary>
/// <remarks>Static, so that the loop around it is compiled for each implementation without a call through a table.</remarks>
internal unsafe interface IBlockFunction
{
    /// <summary>Whether this processor has the instructions.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>Where the word with this number in the RFC is kept, in words from the start of the block. Word 0 is kept at 0.</summary>
    /// <remarks>
    /// Blocks are only ever xored and permuted by G, so each implementation may keep the words in the order that suits it.
    /// The order shows where words have a meaning: what H' puts in, what it reads, and the addresses.
    /// </remarks>
    static abstract int PlaceOf(int word);

    /// <summary>Sets <paramref name="result"/> to G(x, y) xor <paramref name="old"/>.</summary>
    /// <param name="x">The block before this one.</param>
    /// <param name="y">The reference block.</param>
    /// <param name="old">What the result xors in: the block it replaces after the first pass, and zeros during it.</param>
    /// <param name="result">May be any of the three.</param>
    /// <param name="scratch">A block whose contents do not matter.</param>
    /// <param name="next">Receives word 0 of the result as soon as it is known.</param>
    static abstract void Apply(ulong* x, ulong* y, ulong* old, ulong* result, ulong* scratch, ref Lookahead next);
}
