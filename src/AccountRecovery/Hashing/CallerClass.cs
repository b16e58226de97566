namespace AccountRecovery;

/// <summary>The class of callers for whom a hash is computed. The class decides how many of the hashing lanes and places these callers may use.</summary>
internal enum CallerClass
{
    /// <summary>The host vouches for the caller. These callers may use all lanes and places, and go first.</summary>
    Attested = 0,

    /// <summary>A stranger whose attempt is examined. These callers may use all but the quarter that is reserved for attested callers.</summary>
    Anonymous = 1,

    /// <summary>A stranger whose attempt is refused in any case, for example at an account that does not exist. These callers may use a quarter at most.</summary>
    Unknown = 2,
}
