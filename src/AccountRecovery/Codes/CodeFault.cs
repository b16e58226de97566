namespace AccountRecovery;

/// <summary>Why typed input is no code at all. Told to anybody: it says nothing about any account.</summary>
public enum CodeFault
{
    /// <summary>Nothing is wrong.</summary>
    None = 0,

    /// <summary>No symbol at all: empty, only white space or separators.</summary>
    Empty = 1,

    /// <summary>More than 128 characters; refused before any work.</summary>
    TooLong = 2,

    /// <summary>A character that no code has.</summary>
    UnexpectedCharacter = 3,

    /// <summary>Symbols are missing.</summary>
    TooFewSymbols = 4,

    /// <summary>There are more symbols than a code has.</summary>
    TooManySymbols = 5,

    /// <summary>The check symbol does not fit: a symbol was mistyped or two were swapped.</summary>
    CheckSymbol = 6,
}
