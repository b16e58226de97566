using AccountRecovery.Ports;
using FsCheck;
using FsCheck.Fluent;

namespace AccountRecovery;

[Trait("Category", "NoText")]
public sealed class KeyRotationLaws
{
    private const int PageSize = 100;

    /// <summary>How many accounts there are, every how many-eth is under the new key already, and after how many steps the walk is left.</summary>
    private static Arbitrary<(int Accounts, int EveryNew, int Steps)> Cases { get; } = (
        from accounts in Gen.OneOf(Gen.Elements(0, 1, 99, 100, 101, 200), Gen.Choose(0, 320))
        from everyNew in Gen.Choose(1, 6)
        from steps in Gen.Choose(1, 4)
        select (accounts, everyNew, steps)).ToArbitrary();

    [Fact]
    public void After_a_walk_every_record_opens_with_the_active_key_alone_and_nothing_else_has_changed() => Holds.ForAll(
        Cases,
        given => AllAreSealedAnewAsync(given.Accounts, i => i % given.EveryNew == 0 && given.EveryNew > 1).GetAwaiter().GetResult(),
        tests: 30);

    [Fact]
    public void A_walk_that_is_left_after_any_step_and_goes_on_from_there_covers_all() => Holds.ForAll(
        Cases,
        given => GoesOnAsync(given.Accounts, given.Steps).GetAwaiter().GetResult(),
        tests: 30);

    [Fact]
    public void Counting_finds_every_record_under_its_key_and_writes_nothing() => Holds.ForAll(
        Cases,
        given => CountsAsync(given.Accounts, given.EveryNew).GetAwaiter().GetResult(),
        tests: 30);

    private static async Task<bool> AllAreSealedAnewAsync(int count, Func<int, bool> isNew)
    {
        await using var walked = new WalkedStore();
        AccountId[] accounts = await walked.FillAsync(count, isNew);
        StoredRecord?[] before = await walked.ReadAllAsync(accounts);
        var fields = new List<byte[]>();
        foreach (AccountId account in accounts)
        {
            fields.Add(await WalkedStore.FieldsAsync(walked.Both, account));
        }

        List<KeyRotationStep> steps = await WalkedStore.ToListAsync(walked.Both.Operations.ResealAsync());

        bool same = steps[^1] == Complete(walked, accounts, resealed: Enumerable.Range(0, count).Count(i => !isNew(i)))
            && steps.Count == ((count + PageSize - 1) / PageSize) + 1
            && steps.SkipLast(1).All(step => !step.IsComplete)
            && steps.SkipLast(1).Select(step => step.Examined).SequenceEqual(Enumerable.Range(1, steps.Count - 1).Select(page => (long)Math.Min(count, page * PageSize)));
        StoredRecord?[] after = await walked.ReadAllAsync(accounts);
        for (int i = 0; i < count; i++)
        {
            same &= (await WalkedStore.FieldsAsync(walked.New, accounts[i])).SequenceEqual(fields[i]);
            same &= after[i]!.Due == before[i]!.Due && Equals(after[i], before[i]) == isNew(i);
        }

        return same;
    }

    private static async Task<bool> GoesOnAsync(int count, int steps)
    {
        await using var walked = new WalkedStore();
        AccountId[] accounts = await walked.FillAsync(count);
        KeyRotationStep? last = null;
        long examined = 0;
        for (int walks = 0; last is not { IsComplete: true }; walks++)
        {
            if (walks > count)
            {
                return false;
            }

            AccountId? after = last?.Last;
            int taken = 0;
            await foreach (KeyRotationStep step in walked.Both.Operations.ResealAsync(after))
            {
                last = step;
                if (++taken == steps)
                {
                    break;
                }
            }

            // Nothing was done beyond the step that was asked for.
            examined += last!.Examined;
            StoredRecord?[] stored = await walked.ReadAllAsync(accounts);
            if (stored.Count(record => RecordSealer.KeyOf(record!.Sealed.Span) == walked.NewKey.Id) != examined)
            {
                return false;
            }
        }

        return examined == count && await WalkedStore.ToListAsync(walked.New.Operations.CountKeysAsync()) is [.., var counted] && counted == Complete(walked, accounts, resealed: 0);
    }

    private static async Task<bool> CountsAsync(int count, int everyNew)
    {
        await using var walked = new WalkedStore();
        AccountId[] accounts = await walked.FillAsync(count, i => i % everyNew == 0);
        StoredRecord?[] before = await walked.ReadAllAsync(accounts);
        int fresh = Enumerable.Range(0, count).Count(i => i % everyNew == 0);

        // Whichever keys the counting process has.
        foreach (TestHost host in (TestHost[])[walked.Old, walked.Both, walked.New, walked.Host(RootKey.Generate())])
        {
            KeyRotationStep counted = (await WalkedStore.ToListAsync(host.Operations.CountKeysAsync()))[^1];
            if (counted.ByKey.GetValueOrDefault(walked.NewKey.Id) != fresh || counted.ByKey.GetValueOrDefault(walked.OldKey.Id) != count - fresh
                || counted is not { Resealed: 0, Failed: 0, IsComplete: true } || counted.Examined != count
                || !counted.ByKey.Keys.Select(key => key.Value).SequenceEqual(counted.ByKey.Keys.Select(key => key.Value).Order()))
            {
                return false;
            }
        }

        StoredRecord?[] after = await walked.ReadAllAsync(accounts);
        return before.SequenceEqual(after);
    }

    private static KeyRotationStep Complete(WalkedStore walked, AccountId[] accounts, int resealed) => new(
        accounts.Length,
        resealed,
        0,
        accounts.Length == 0 ? new Dictionary<KeyId, long>() : new Dictionary<KeyId, long> { [walked.NewKey.Id] = accounts.Length },
        accounts.Length == 0 ? null : accounts[^1],
        IsComplete: true);
}
