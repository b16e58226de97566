using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>The part of the record that the security codes have.</summary>
internal sealed record SecurityCodePart
{
    /// <summary>Challenges of one contact that live at the same time.</summary>
    internal const int MostChallenges = 3;

    /// <summary>How many of those strangers may hold, so that one is left to the owner.</summary>
    internal const int MostAnonymousChallenges = 2;

    /// <summary>Tries at one code: 5 (design of the systems this follows; OWASP ASVS 5.0, 6.6.3).</summary>
    internal const int TriesPerCode = 5;

    internal static readonly SecurityCodePart None = new();

    internal ImmutableArray<Challenge> Challenges { get; init; } = [];

    internal ImmutableArray<CodeSend> Sends { get; init; } = [];

    internal AttemptBudgets Budgets { get; init; } = AttemptBudgets.Fresh;

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    internal Challenge? Find(long id) => Challenges.FirstOrDefault(challenge => challenge.Id == id);

    internal SecurityCodePart Put(Challenge challenge) => this with
    {
        Challenges = Find(challenge.Id) is { } old ? Challenges.Replace(old, challenge) : Challenges.Add(challenge),
    };

    internal SecurityCodePart Without(Challenge challenge) => this with { Challenges = Challenges.Remove(challenge) };

    /// <summary>Challenges of contacts that are gone, or of an earlier epoch, go.</summary>
    internal SecurityCodePart WithoutChallenges() => this with { Challenges = [] };

    /// <summary>A stronger proof was given: the failures at security codes are forgotten.</summary>
    internal SecurityCodePart Reopen() => this with { Budgets = Budgets.Reopened() };

    /// <summary>What counts for nothing any more goes.</summary>
    internal SecurityCodePart Trim(Instant now) => this with
    {
        Challenges = Challenges.RemoveAll(challenge => now >= challenge.ExpiresAt),
        Sends = Sends.RemoveAll(send => now >= send.At + CodeSend.CountedFor),
    };

    internal void Write(FieldWriter fields)
    {
        foreach (Challenge challenge in Challenges)
        {
            fields.Part(1, challenge.Write);
        }

        foreach (CodeSend send in Sends)
        {
            fields.Part(2, send.Write);
        }

        fields.Part(3, Budgets.Anonymous.Write);
        fields.Part(4, Budgets.Attested.Write);
        fields.Unknown(Unknown);
    }

    internal static SecurityCodePart Read(FieldReader fields)
    {
        SecurityCodePart part = None;
        while (fields.Next())
        {
            part = fields.Number switch
            {
                1 => part with { Challenges = part.Challenges.Add(Challenge.Read(new FieldReader(fields.Value))) },
                2 => part with { Sends = part.Sends.Add(CodeSend.Read(new FieldReader(fields.Value))) },
                3 => part with { Budgets = part.Budgets with { Anonymous = AttemptBudget.Read(new FieldReader(fields.Value)) } },
                4 => part with { Budgets = part.Budgets with { Attested = AttemptBudget.Read(new FieldReader(fields.Value)) } },
                _ => part with { Unknown = part.Unknown.With(fields.Number, fields.Value) },
            };
        }

        return part;
    }
}
