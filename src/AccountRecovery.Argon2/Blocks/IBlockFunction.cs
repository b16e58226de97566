namespace AccountRecovery.Argon2Internals;

/// <summary>The compression function G of Argon2 (RFC 9106, section 3.5) for one kind of processor.</summary>
/// <remarks>The members are static, so that the calling loop is compiled for each implementation, without a virtual call.</remarks>
internal unsafe interface IBlockFunction
{
    /// <summary>Whether this processor supports the instructions.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>Returns the position of the word that has this number in the RFC, in words from the start of the block. The position of word 0 is 0.</summary>
    /// <remarks>
    /// Blocks are only xored, and permuted by G, so that each implementation may store the words in an order of its own.
    /// The order matters only for words with a meaning of their own: the words that H' writes, the words that H' reads, and the addresses.
    /// </remarks>
    static abstract int PlaceOf(int word);

    /// <summary>Sets <paramref name="result"/> to G(x, y) xor <paramref name="old"/>.</summary>
    /// <param name="x">The block before this one.</param>
    /// <param name="y">The reference block.</param>
    /// <param name="old">The block that is xored into the result: in the first pass a block of zeros, in later passes the old contents of the block.</param>
    /// <param name="result">The block that receives the result. It may be the same block as <paramref name="x"/>, <paramref name="y"/> or <paramref name="old"/>.</param>
    /// <param name="scratch">A block that the method overwrites.</param>
    /// <param name="next">The lookahead, which receives word 0 of the result as soon as it is known.</param>
    static abstract void Apply(ulong* x, ulong* y, ulong* old, ulong* result, ulong* scratch, ref Lookahead next);
}
