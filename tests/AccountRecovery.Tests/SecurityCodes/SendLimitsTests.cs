using System.Collections.Immutable;
using FsCheck.Fluent;
using NodaTime;

namespace AccountRecovery;

/// <summary>How often codes are sent: for all histories of who asks when, and for the codes themselves.</summary>
public sealed class SendLimitsTests
{
    private static readonly Duration Grain = Duration.FromNanoseconds(1_000);

    /// <summary>The limits, said once more: how many, within what, of which sends.</summary>
    private static readonly (int Most, Duration Within, bool OfContact)[] Limits =
    [
        (5, Duration.FromHours(1), true), (10, Duration.FromHours(24), true), (20, Duration.FromHours(24), false),
    ];

    private sealed record Ask(int Seconds, int Contact, bool Attested);

    [Fact]
    public void D6_Whoever_asks_when_no_more_go_than_each_limit_holds_and_none_is_kept_back_too_long() => Holds.ForAll(
        Gen.Choose(0, 120).SelectMany(length => (
            from seconds in Gen.OneOf(Gen.Choose(0, 60), Gen.Choose(0, 1_800), Gen.Choose(0, 14_400))
            from contact in Gen.Choose(1, 4)
            from attested in Gen.Elements(false, true, true)
            select new Ask(seconds, contact, attested)).ArrayOf(length)),
        asks =>
        {
            Instant now = TestHost.Start;
            ImmutableArray<CodeSend> sends = [];
            foreach (Ask ask in asks)
            {
                now += Duration.FromSeconds(ask.Seconds);
                Instant earliest = SendLimits.Earliest(sends, ask.Contact, ask.Attested, now);
                if (!(IsWithin(sends, ask, earliest) && (earliest == now || !IsWithin(sends, ask, earliest - Grain))))
                {
                    return false;
                }

                sends = earliest == now ? sends.Add(new CodeSend(now, ask.Contact, ask.Attested)) : sends;
            }

            return true;
        });

    [Fact]
    public void D6_The_numbers_are_the_documented_ones() => Assert.Equal(
        (5, 10, 20, Duration.FromSeconds(30)),
        (SendLimits.PerContactAndHour, SendLimits.PerContactAndDay, SendLimits.PerAccountAndDay, SendLimits.Spacing));

    /// <summary>Derived codes are as uniform as drawn ones; the test that tells a skewed draw is the one that the drawn codes pass.</summary>
    [Fact]
    public void C1_Derived_codes_are_uniform_at_every_position()
    {
        var secret = RecordSecret.Generate();
        long id = 0;
        Challenge Next() => new(id++, 1, ProofPurpose.Recover, ContactChannel.Email, IsAttested: false, TestHost.Start, TestHost.Start);

        Assert.False(SymbolStatistics.AreSkewed(CodeFormat.SecurityCode, FullRun.Or(50_000, 1_000_000), () => SecurityCodeDerivation.Symbols(secret, Next(), ProofPurpose.Recover)));
    }

    private static bool IsWithin(ImmutableArray<CodeSend> sends, Ask ask, Instant at)
    {
        bool spaced = !sends.Any(send => send.Contact == ask.Contact && (send.IsAttested || !ask.Attested) && at - send.At < Duration.FromSeconds(30));
        return spaced && Limits.All(limit =>
        {
            CodeSend[] counted = [.. sends.Where(send => at - send.At < limit.Within && (!limit.OfContact || send.Contact == ask.Contact))];
            return counted.Length < limit.Most && (ask.Attested || counted.Count(send => !send.IsAttested) < limit.Most / 2);
        });
    }
}
