using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery;

/// <summary>The hasher of docs/writing-a-hasher.md at work.</summary>
[Trait("Category", "NoText")]
public sealed class Pbkdf2CodeHasherTests
{
    private static readonly byte[] Code = "A1B2C3D4"u8.ToArray();
    private static readonly byte[] Salt = new byte[16];
    private static readonly byte[] Pepper = new byte[32];

    [Fact]
    public async Task Codes_made_with_it_are_redeemed_once()
    {
        var services = new ServiceCollection();

        services.AddAccountRecovery(o => o.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() }))
            .UseInMemoryStore()
            .UseCodeHasher<Pbkdf2CodeHasher>();

        await using ServiceProvider provider = services.BuildServiceProvider();
        ITickets tickets = provider.GetRequiredService<ITickets>();
        IBackupCodes codes = provider.GetRequiredService<IBackupCodes>();
        var account = new AccountId("alice");
        RecoveryTicket password = await tickets.VouchAsync(account, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings, TestHost.Owner);
        IssueOutcome.Issued issued = Assert.IsType<IssueOutcome.Issued>(await codes.GenerateAsync(account, TestHost.Owner.Having(password)));
        string typed = issued.Sheet.Codes[0].Reveal();

        RecoveryTicket passed = await tickets.VouchAsync(account, HostProof.HostPassword, ProofPurpose.SignIn, TestHost.Owner);
        Assert.IsType<RedeemOutcome.Redeemed>(await codes.RedeemAsync(account, typed, TestHost.Owner.Having(passed)));
        RecoveryTicket again = await tickets.VouchAsync(account, HostProof.HostPassword, ProofPurpose.SignIn, TestHost.Owner);
        Assert.IsType<RedeemOutcome.Refused>(await codes.RedeemAsync(account, typed, TestHost.Owner.Having(again)));
    }

    [Fact]
    public void Hash_EveryInput_ChangesTheTag()
    {
        string plain = Tag(Code, Salt, Pepper, "i=210000");

        Assert.Equal(plain, Tag(Code, Salt, Pepper, "i=210000"));
        Assert.NotEqual(plain, Tag([.. Code, 0], Salt, Pepper, "i=210000"));
        Assert.NotEqual(plain, Tag(Code, [.. Salt[1..], 1], Pepper, "i=210000"));
        Assert.NotEqual(plain, Tag(Code, Salt, [.. Pepper[1..], 1], "i=210000"));
        Assert.NotEqual(plain, Tag(Code, Salt, Pepper, "i=210001"));
    }

    [Theory]
    [InlineData("i=210000", true)]
    [InlineData("i=2000000", true)]
    [InlineData("i=209999", false)]
    [InlineData("i=2000001", false)]
    [InlineData("i=0210000", false)]
    [InlineData("i=210000 ", false)]
    [InlineData("210000", false)]
    [InlineData("", false)]
    public void Accepts_OneTextWithinTheBounds(string cost, bool expected)
    {
        ICodeHasher hasher = new Pbkdf2CodeHasher();

        Assert.Equal(expected, hasher.Accepts(cost));
        if (!expected)
        {
            Assert.Throws<ArgumentException>(() => hasher.Hash(Code, Salt, Pepper, cost, new byte[32]));
        }
    }

    [Fact]
    public void PreferredCost_Accepted() => Assert.True(new Pbkdf2CodeHasher().Accepts(new Pbkdf2CodeHasher().PreferredCost));

    private static string Tag(byte[] code, byte[] salt, byte[] pepper, string cost)
    {
        byte[] tag = new byte[32];
        new Pbkdf2CodeHasher().Hash(code, salt, pepper, cost, tag);
        return Convert.ToHexString(tag);
    }
}
