using System.Text.Json;
using AccountRecovery;
using NodaTime;
using NodaTime.Text;

namespace RecoveryCli;

/// <summary>How things are said: to scripts by stable names, to people by sentences.</summary>
internal static class Words
{
    /// <summary>The name of a case, such as <c>already_spent</c>.</summary>
    internal static string Name(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>An instant as <c>--now</c> takes it.</summary>
    internal static string Name(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    internal static string? Name(Instant? instant) => instant is { } it ? Name(it) : null;

    internal static string Count(long count, string one) => FormattableString.Invariant($"{count} {one}{(count == 1 ? string.Empty : "s")}");

    /// <summary>Text without what a terminal would obey: account names may be chosen by strangers.</summary>
    internal static string Plain(string text) => string.Create(text.Length, text, static (plain, from) =>
    {
        for (int i = 0; i < plain.Length; i++)
        {
            plain[i] = char.IsControl(from[i]) && from[i] != '\n' ? '?' : from[i];
        }
    });

    internal static string Say(Refusal why) => why switch
    {
        Refusal.UnknownAccount => "This account has no record here. Make a set with 'generate'.",
        Refusal.NoCodes => "This account has no codes. Make a set with 'generate'.",
        Refusal.WrongCode => "This is no code of the live set.",
        Refusal.AlreadySpent => "This code was valid once and is spent. Take another from the sheet.",
        Refusal.Superseded => "The set was replaced or revoked just now. Take a code of the newest sheet.",
        Refusal.NothingPending => "No set waits for confirmation, or its time has run out. Make one with 'generate --confirm'.",
        Refusal.Lapsed => "The check took too long; the attempt stays counted. Try again.",
        Refusal.CodesExist => "This account has codes already, and importing does not replace them. 'revoke' them first if that is what you want.",
        Refusal.IdempotencyKeyReused => "This idempotency key was used before, with other input. Take a new one.",
        Refusal.HashNotAccepted => "The codes were hashed at a cost that this version does not accept. Make a new set with 'generate'.",
        _ => $"Refused: {Name(why)}.",
    };

    internal static string Say(BusyReason why) => why switch
    {
        BusyReason.ClockSuspect => "The clock is more than five minutes behind what this account's record has seen, so nothing is decided. "
            + "Look at the clock, or at --now: the record remembers the latest instant it was used at.",
        _ => $"Busy ({Name(why)}). Nothing was changed; try again.",
    };

    internal static string Say(CodeFault fault, int position) => fault switch
    {
        CodeFault.Empty => "it is empty",
        CodeFault.TooLong => "it is far too long",
        CodeFault.UnexpectedCharacter => FormattableString.Invariant($"character {position + 1} is in no code"),
        CodeFault.TooFewSymbols => "symbols are missing",
        CodeFault.TooManySymbols => FormattableString.Invariant($"there are too many symbols, from character {position + 1} on"),
        CodeFault.CheckSymbol => "a symbol is mistyped, or two are swapped",
        _ => Name(fault),
    };
}
