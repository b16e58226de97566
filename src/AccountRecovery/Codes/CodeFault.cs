namespace AccountRecovery;

/// <summary>Why typed input is not a code at all. Anybody may see this, because it says nothing about an account.</summary>
public enum CodeFault
{
    /// <summary>The input has no fault.</summary>
    None = 0,

    /// <summary>The input has no symbol: it is empty or has only white space or separators.</summary>
    Empty = 1,

    /// <summary>The input has more than 128 characters. It is refused before any other work.</summary>
    TooLong = 2,

    /// <summary>The input has a character that does not occur in codes of this format.</summary>
    UnexpectedCharacter = 3,

    /// <summary>Symbols are missing.</summary>
    TooFewSymbols = 4,

    /// <summary>There are more symbols than a code has.</summary>
    TooManySymbols = 5,

    /// <summary>The check symbol does not fit: a symbol was mistyped, or two symbols were swapped.</summary>
    CheckSymbol = 6,
}
