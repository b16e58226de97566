namespace AccountRecovery;

/// <summary>For whom a hash is computed; decides how much of the lanes it may take.</summary>
internal enum CallerClass
{
    /// <summary>The host vouches for the caller: may use everything, and goes first.</summary>
    Attested = 0,

    /// <summary>A stranger who names an account: everything but the quarter kept for attested callers.</summary>
    Anonymous = 1,

    /// <summary>A stranger who names no account: a quarter at most.</summary>
    Unknown = 2,
}
