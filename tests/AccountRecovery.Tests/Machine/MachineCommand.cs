using System.Collections.Immutable;

namespace AccountRecovery;

/// <summary>What somebody does to an account in the walk.</summary>
internal enum Verb
{
    Add,
    SetNotice,
    Confirm,
    Remove,
    RemoveAll,
    Undo,
    Cancel,
    Freeze,
    SignIn,
    Skip,
    Answer,
    Complete,
    MakeCode,
    RevokeCode,
    RedeemCode,
    BeginKey,
    ConfirmKey,
    RedeemKey,
    DisableKey,
    MakeBackup,
    RevokeBackup,
    SetCredentials,
    Reopen,
    Release,
}

/// <summary>One command with all that it brings, as data.</summary>
/// <param name="Verb">What is done.</param>
/// <param name="Tickets">The tickets that are shown; null for one that is not genuine.</param>
/// <param name="TwoStep">Whether the account has a second step.</param>
internal sealed record MachineCommand(Verb Verb, ImmutableArray<TicketFacts?> Tickets, bool TwoStep)
{
    /// <summary>The contact that it is about.</summary>
    internal int Contact { get; init; }

    /// <summary>The address to add.</summary>
    internal string Address { get; init; } = string.Empty;

    /// <summary>The new code, for commands that make one.</summary>
    internal DrawnCode? Drawn { get; init; }

    /// <summary>What is typed.</summary>
    internal string? Typed { get; init; }

    internal bool Acknowledged { get; init; }

    internal AccessFacts Facts { get; init; } = AccessFacts.None;

    internal ProofsGiven Given => new(Tickets, TwoStep);

    public override string ToString() =>
        $"{Verb}({string.Join("+", Tickets.Select(ticket => ticket is { } facts ? $"{facts.Kind}{(facts.Contact == 0 ? string.Empty : facts.Contact)}" : "bad"))}"
        + $"{(Typed is null ? string.Empty : " typed")}{(Contact == 0 ? string.Empty : $" on {Contact}")}{(Address.Length == 0 ? string.Empty : $" {Address}")})";
}
