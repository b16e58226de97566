using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AccountRecovery;

public sealed class ReceiptsTests
{
    private static readonly Instant Now = TestHost.Start;
    private static readonly Duration Grain = Duration.FromNanoseconds(1_000);
    private static readonly AccountRecord Empty = AccountRecord.New(RecordSecret.Generate(), Now);

    private static Arbitrary<ReceiptRequest> Asks => Arb.From(
        from verb in Gen.Elements(Enum.GetValues<ReceiptVerb>())
        from session in Gen.Elements(null, "", "a", "ab")
        from key in Gen.Elements("c", "bc", "b")
        from input in Gen.Choose(0, 1)
        select new ReceiptRequest(verb, session, key, [(byte)input]),
        ask => ask.Session is null ? [] : [ask with { Session = null }]);

    [Fact]
    public void A5_A_receipt_is_found_for_24_hours_and_not_after()
    {
        ReceiptRequest ask = Ask("key");
        AccountRecord record = Receipts.Keep(Empty, ask, ReceiptKind.Accepted, 9, Now);
        Instant end = Now + Duration.FromHours(24);

        Assert.Equal((ReceiptKind.Accepted, 9L), (Receipts.Find(record, ask, end - Grain)!.Kind, Receipts.Find(record, ask, end - Grain)!.Value));
        Assert.Null(Receipts.Find(record, ask, end));
        Assert.Null(Receipts.Find(record, ask, end + Grain));
    }

    [Fact]
    public void A5_The_last_eight_receipts_are_kept()
    {
        AccountRecord record = Enumerable.Range(0, 20).Aggregate(Empty, (kept, n) => Receipts.Keep(kept, Ask($"key-{n}"), ReceiptKind.Accepted, n, Now));

        Assert.Equal(8, record.Receipts.Length);
        Assert.Equal([12L, 13, 14, 15, 16, 17, 18, 19], record.Receipts.Select(receipt => receipt.Value));
        Assert.Equal(19, Receipts.Find(record, Ask("key-19"), Now)!.Value);
        Assert.Equal(12, Receipts.Find(record, Ask("key-12"), Now)!.Value);
        Assert.Null(Receipts.Find(record, Ask("key-11"), Now));
    }

    [Fact]
    public void S14_A_receipt_is_of_its_own_verb_session_and_key_alone() => Holds.ForAll(
        Asks.Zip(Asks),
        two =>
        {
            (ReceiptRequest kept, ReceiptRequest asked) = two;
            AccountRecord record = Receipts.Keep(Empty, kept, ReceiptKind.Accepted, 1, Now);
            bool same = kept.Verb == asked.Verb && kept.Session == asked.Session && kept.Key == asked.Key;
            Receipt? found = Receipts.Find(record, asked, Now);
            return (found is not null) == same && (!same || Receipts.IsReuse(found!) != kept.Input.SequenceEqual(asked.Input));
        },
        tests: 3_000);

    [Fact]
    public void A5_The_same_key_with_other_input_is_reuse_and_no_replay()
    {
        AccountRecord record = Receipts.Keep(Empty, Ask("key", input: 1), ReceiptKind.Accepted, 9, Now);

        Receipt found = Receipts.Find(record, Ask("key", input: 2), Now)!;

        Assert.True(Receipts.IsReuse(found));
        Assert.Equal((ReceiptKind.Refused, (long)Refusal.IdempotencyKeyReused), (found.Kind, found.Value));
        Assert.False(Receipts.IsReuse(Receipts.Find(record, Ask("key", input: 1), Now)!));
    }

    [Fact]
    public void A5_Under_another_records_secret_nothing_is_found()
    {
        AccountRecord record = Receipts.Keep(Empty, Ask("key"), ReceiptKind.Accepted, 9, Now) with { Secret = RecordSecret.Generate() };

        Assert.Null(Receipts.Find(record, Ask("key"), Now));
    }

    [Fact]
    public void Keep_NoKey_KeepsNothing()
    {
        Assert.Same(Empty, Receipts.Keep(Empty, null, ReceiptKind.Accepted, 9, Now));
        Assert.Null(Receipts.Find(Receipts.Keep(Empty, Ask("key"), ReceiptKind.Accepted, 9, Now), null, Now));
        Assert.Null(ReceiptRequest.For(ReceiptVerb.RedeemBackupCode, TestHost.Owner, [1]));
        Assert.NotNull(ReceiptRequest.For(ReceiptVerb.RedeemBackupCode, TestHost.Owner with { IdempotencyKey = "key" }, [1]));
    }

    [Fact]
    public void Keep_LongestSessionAndKey_Fit()
    {
        var ask = new ReceiptRequest(ReceiptVerb.ImportBackupCodes, new string('s', Caller.MaxBytes), new string('k', Caller.MaxBytes), new byte[600]);

        Assert.NotNull(Receipts.Find(Receipts.Keep(Empty, ask, ReceiptKind.Accepted, 9, Now), ask, Now));
    }

    private static ReceiptRequest Ask(string key, byte input = 0) => new(ReceiptVerb.RedeemBackupCode, "session", key, [input]);
}
