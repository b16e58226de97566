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

    /// <summary>Why something was refused.</summary>
    /// <param name="why">The reason.</param>
    /// <param name="about">What was typed or asked for.</param>
    internal static string Say(Refusal why, RecoveryMethod about = RecoveryMethod.BackupCodes) => about == RecoveryMethod.BackupCodes ? SayOfSets(why) : why switch
    {
        Refusal.WrongCode when about == RecoveryMethod.SecurityCodes => "This is not the code that was sent. Take the newest message.",
        Refusal.UnknownAccount => "This account has no record here.",
        Refusal.NoCodes => $"This account has no {Thing(about)} in force.",
        Refusal.WrongCode => $"This is well typed, but it is not the {Thing(about)} of this account.",
        Refusal.AlreadySpent => $"This {Thing(about)} was valid once and is spent.",
        Refusal.NothingPending => "No recovery key waits to be typed back, or its 24 hours are over. Make one with 'recovery-key begin'.",
        _ => SayOfSets(why),
    };

    private static string Thing(RecoveryMethod method) => method switch
    {
        RecoveryMethod.RecoveryKey => "recovery key",
        RecoveryMethod.SecurityCodes => "security code",
        _ => "recovery code",
    };

    private static string SayOfSets(Refusal why) => why switch
    {
        Refusal.UnknownAccount => "This account has no record here. Make a set with 'generate'.",
        Refusal.NoCodes => "This account has no codes. Make a set with 'generate'.",
        Refusal.WrongCode => "This is no code of the live set.",
        Refusal.AlreadySpent => "This code was valid once and is spent. Take another from the sheet.",
        Refusal.Superseded => "The set was replaced or revoked just now. Take a code of the newest sheet.",
        Refusal.NothingPending => "No set waits for confirmation, or its time has run out. Make one with 'generate --confirm'.",
        Refusal.Lapsed => "The check took too long; the attempt stays counted. Try again.",
        Refusal.PasswordProofNeeded => "This takes the password, which the host vouches for where no --grant is given: once the account is set up again, a grant's work is done.",
        Refusal.TwoStepProofNeeded => "Two-step verification is on for this account, and a second proof is needed.",
        Refusal.TicketInvalid => "This is no grant and no proof for this, or it is another account's.",
        Refusal.TicketExpired => "The grant or proof has run out. A proof is good for ten minutes. Where no credentials were reported with it, an operator gives a new one with 'reopen', from 72 hours after the recovery code was redeemed.",
        Refusal.TicketVoid => "The account has changed since this was handed out, so it is void.",
        Refusal.CodesExist => "This account has codes already, and importing does not replace them. 'revoke' them first if that is what you want.",
        Refusal.IdempotencyKeyReused => "This idempotency key was used before, with other input. Take a new one.",
        Refusal.HashNotAccepted => "The codes were hashed at a cost that this version does not accept. Make a new set with 'generate'.",
        Refusal.VoidedByRestore => "The set is older than a restore of the database, so what was spent of it cannot be known. Make a new set with 'generate'.",
        Refusal.SecondProofNeeded => "The code is older than a restore of the database. For 30 days after that, a second proof is needed.",
        Refusal.RecoveryCodeNeeded => "This takes the live recovery code as well (--recovery-code), which is not spent by that. Where there is none, make it first: 'recovery-code make'.",
        Refusal.TypedCodeMalformed => "What was typed beside the password is no code: symbols are missing, mistyped or swapped. Look at the sheet and type it again.",
        Refusal.TooManyFailures => "Too many wrong codes: none is examined for now.",
        Refusal.CredentialsNotSet => "The recovery code was redeemed, and until new credentials are reported with its grant, nothing is changed: 'credentials-set'.",
        Refusal.GrantNeeded => "The account is being set up again, which takes the grant of the redeemed recovery code (--grant).",
        Refusal.NotInThisState => "This is not done as the account stands: it has no contacts, the wait runs, or it is being set up again ('recovery-code make --grant', 'add-contact'). 'contacts' and 'status' tell which.",
        Refusal.ContactProofNeeded => "This takes a code of a contact that may do it. To change settings it is a settled one: 'send-code --contact N --purpose change-settings', then 'verify', and what it prints with --proof.",
        Refusal.AcknowledgementNeeded => "What losing the recovery key would mean has to be understood first (--i-understand).",
        Refusal.KeyExists => "A recovery key is in force already. 'recovery-key disable' ends it.",
        Refusal.TrustedDeviceNeeded => "While a recovery key is exclusive, this is done from a device that the account trusts (--trusted-device).",
        Refusal.ContactNotUsable => "The account has no such contact, or not one that may be used for this: 'contacts' lists them.",
        Refusal.ContactExists => "This is a contact of the account already.",
        Refusal.TooManyContacts => "The account has ten contacts, which is the most.",
        Refusal.OwnDomainAlone => "An address of the host's own cannot be the only contact: who cannot sign in cannot read it. Add another one first.",
        Refusal.ChallengeOver => "This challenge is over, or never was: its code expired, was used, was tried too often, or is another account's. Ask for a new one.",
        Refusal.ChannelUnavailable => "Nothing sends messages this way here.",
        Refusal.TooManyCodes => "Too many security codes were sent, or are not used yet.",
        Refusal.Frozen => "The recovery of this account was frozen: nothing is done until an operator has reviewed whose it is, and 'release' gives a new grant.",
        Refusal.SessionProofNeeded => "This takes a live session, which the host vouches for.",
        Refusal.MoreProofNeeded => "The recovery takes more proofs: 'recover' tells which.",
        Refusal.TooManyWaits => "A wait began less than 24 hours ago, or three began within 90 days.",
        Refusal.NothingAsked => "The person was not asked anything that could be put off.",
        Refusal.SkippedAlready => "It was put off already, for 24 hours.",
        Refusal.PromptOverdue => "It can be put off no more: seven days ago the person was first asked. 'send-code --contact N --purpose answer-prompt', then 'verify', answers it.",
        Refusal.WaitRuns => "The wait runs.",
        _ => $"Refused: {Name(why)}.",
    };

    internal static string Say(BusyReason why) => why switch
    {
        BusyReason.ClockSuspect => "The clock is more than five minutes behind what this account's record has seen, so nothing is decided. "
            + "Look at the clock, or at --now: the record remembers the latest instant it was used at.",
        _ => $"Busy ({Name(why)}). Nothing was changed; try again.",
    };

    internal static string Say(AccessDenial why) => why switch
    {
        AccessDenial.SessionVoid => "The session began before the account was recovered",
        AccessDenial.CredentialsNotSet => "The recovery code was redeemed, and the account has no new credentials yet",
        AccessDenial.BeingSetUp => "The account is being set up again, after its recovery or its wait",
        AccessDenial.PaymentsHeld => "For 72 hours after a recovery by the recovery code, payment options are not used",
        AccessDenial.WaitRuns => "All contacts were removed, and the wait runs",
        AccessDenial.TrustedDeviceNeeded => "While the wait runs, an account with two-step verification on is signed in to from a trusted device or with an app password alone",
        AccessDenial.PromptOverdue => "For seven days the person was asked whether a contact still reaches them, and has not shown it",
        AccessDenial.Frozen => "The recovery of this account was frozen, and no operator has released it yet",
        _ => Name(why),
    };

    internal static string Say(AccessStep step) => step switch
    {
        AccessStep.SignInAgain => "Sign in again, which begins a new session.",
        AccessStep.SetNewCredentials => "Set new credentials and report them with the grant: 'credentials-set'.",
        AccessStep.AskTheHost => "Only an operator helps, who reviews the person first: 'reopen' where a grant ran out, 'release' where the recovery was frozen.",
        AccessStep.MakeRecoveryCode => "Make a new recovery code: 'recovery-code make --grant'.",
        AccessStep.ComeBack => "Come back then.",
        AccessStep.AddContact => "Add a contact: 'add-contact', after a redeemed recovery code with --grant.",
        AccessStep.VerifyContact => "Show that a contact still reaches you: 'send-code --contact N --purpose answer-prompt', then 'verify'.",
        AccessStep.SkipPrompt => "Put that off for a day: 'skip'.",
        AccessStep.CancelWait => "Cancel the wait: 'send-code --to ADDRESS --purpose cancel-wait', then 'cancel'.",
        AccessStep.RedeemRecoveryCode => "Redeem the recovery code: 'recovery-code redeem'.",
        AccessStep.RedeemRecoveryKey => "Redeem the recovery key: 'recovery-key redeem', then 'recover'.",
        AccessStep.UseTrustedDevice => "Sign in from a trusted device (--trusted-device).",
        AccessStep.RemoveAllContacts => "\"I don't have any of these\": 'remove-all'.",
        _ => $"{Name(step)}.",
    };

    /// <summary>A proof that a recovery still takes, and how to come by it.</summary>
    internal static string Say(ProofKind kind) => kind switch
    {
        ProofKind.RecoveryCode => "the recovery code, which is enough by itself: 'recovery-code redeem', whose grant sets the account up again",
        ProofKind.RecoveryKey => "the recovery key: 'recovery-key redeem', and what it prints with --proof",
        ProofKind.ContactCode => "a code of a contact, of another mailbox or phone than one that was shown: 'send-code --to ADDRESS --purpose recover', and --challenge",
        ProofKind.BackupCode => "a backup code: 'redeem --recover', and what it prints with --proof",
        ProofKind.HostTwoStep => "the second step, which the host has just checked: --second-step",
        ProofKind.TrustedDevice => "a device that the account trusts: --trusted-device",
        _ => Name(kind),
    };

    /// <summary>What to do about an address that is none.</summary>
    internal static string Say(AddressFault fault) => fault switch
    {
        AddressFault.Empty => "It is empty.",
        AddressFault.TooLong => "It is too long.",
        AddressFault.UnexpectedCharacter => "It has a character that none has. Give one address or number alone, without a name.",
        AddressFault.NotAnEmailAddress => "Write it like name@example.com.",
        AddressFault.DomainInvalid => "Check what follows the @.",
        AddressFault.CountryMissing => "Say which country the number is dialled in, such as GB, or begin it with + and the country code.",
        AddressFault.CountryUnknown => "There is no such country. 'countries' lists them.",
        AddressFault.CallingCodeUnknown => "No country has the code after the +. 'countries' lists them.",
        AddressFault.NotForPersons => "The code after the + is a service's. Give a number of a country.",
        AddressFault.ZerosForPlus => "Write + in place of 00.",
        AddressFault.TooFewDigits => "Digits are missing.",
        AddressFault.TooManyDigits => "There are too many digits.",
        _ => $"It is no address: {Name(fault)}.",
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
