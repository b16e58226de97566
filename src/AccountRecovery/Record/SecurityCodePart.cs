using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>The part of the record that is about security codes.</summary>
internal sealed record SecurityCodePart
{
    /// <summary>The maximum number of challenges of one contact at the same time.</summary>
    internal const int MostChallenges = 3;

    /// <summary>The maximum number of these challenges that anonymous callers may hold, so that one remains for the owner.</summary>
    internal const int MostAnonymousChallenges = 2;

    /// <summary>The maximum number of tries at one code: 5 (as in comparable systems; OWASP ASVS 5.0, 6.6.3).</summary>
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

    /// <summary>Removes every challenge, so that no security code that was sent before is valid.</summary>
    internal SecurityCodePart WithoutChallenges() => this with { Challenges = [] };

    /// <summary>Restarts the count of failed attempts at security codes, after a stronger proof was given.</summary>
    internal SecurityCodePart Reopen() => this with { Budgets = Budgets.Reopened() };

    /// <summary>Removes the challenges that have expired and the sends that no longer count.</summary>
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
