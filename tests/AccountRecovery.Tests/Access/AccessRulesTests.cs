using NodaTime;

namespace AccountRecovery;

[Trait("Category", "NoText")]
public sealed class AccessRulesTests
{
    private static readonly Instant Now = CompletionScene.Now;
    private static readonly Instant Later = Now + ContactScene.Grain;
    private static readonly RecoveryPolicy Policy = FullestRecord.Policy;
    private static readonly AccessFacts InSession = new() { SessionBegan = Now };
    private static readonly AccountRecord Account = CompletionScene.Account(AccountState.Established, KeyIs.Young, [Shows.Mail], paper: true);
    private static readonly AccountAction[] Actions = Enum.GetValues<AccountAction>();
    private static readonly AccountAction[] Sensitive = [.. Actions.Except([AccountAction.SignIn, AccountAction.UseServices])];

    [Fact]
    public void An_account_without_a_record_and_one_in_which_nothing_is_going_on_allow_everything() => Assert.All(Actions, action =>
    {
        Assert.Same(AccessResult.Allowed, AccessRules.Evaluate(null, action, AccessFacts.None, Policy, Now));
        Assert.Same(AccessResult.Allowed, Evaluate(AccessPart.None, action, AccessFacts.None));
    });

    [Fact]
    public void A_frozen_account_refuses_everything_whatever_else_is_going_on() => Assert.All(Actions, action =>
        Assert.Equal((AccessDenial.Frozen, null), Denial(new AccessPart { FrozenAt = Now, Reentry = new Reentry(Now, Later), Wait = new Wait(Now, Later) }, action)));

    [Fact]
    public void Without_new_credentials_nobody_gets_in_and_the_grant_ends_at_its_end() => Assert.All(Actions, action =>
    {
        Assert.Equal((AccessDenial.CredentialsNotSet, Later), Denial(new AccessPart { Reentry = new Reentry(Now, Later) }, action));
        Assert.Equal((AccessDenial.CredentialsNotSet, null), Denial(new AccessPart { Reentry = new Reentry(Now, Now) }, action));
    });

    [Fact]
    public void A_session_is_good_from_the_instant_on_from_which_sessions_are_and_one_of_unknown_age_never_is()
    {
        var voids = new AccessPart { SessionsValidFrom = Now };

        Assert.All(Actions.Except([AccountAction.SignIn]), action =>
        {
            Assert.Same(AccessResult.Allowed, Evaluate(voids, action, InSession));
            Assert.Equal(AccessDenial.SessionVoid, Evaluate(voids, action, new AccessFacts { SessionBegan = Now - ContactScene.Grain }).Denial);
            Assert.Equal(AccessDenial.SessionVoid, Evaluate(voids, action, AccessFacts.None).Denial);
        });
        Assert.Same(AccessResult.Allowed, Evaluate(voids, AccountAction.SignIn, AccessFacts.None));
    }

    [Fact]
    public void Payments_are_held_until_the_end_of_the_hold_and_nothing_else_is()
    {
        var held = new AccessPart { PaymentsHeldUntil = Later };

        Assert.Equal((AccessDenial.PaymentsHeld, Later), Denial(held, AccountAction.UsePaymentOptions));
        Assert.All(Actions, action => Assert.Same(AccessResult.Allowed, Evaluate(new AccessPart { PaymentsHeldUntil = Now }, action, InSession)));
        Assert.All(Actions.Except([AccountAction.UsePaymentOptions]), action => Assert.Same(AccessResult.Allowed, Evaluate(held, action, InSession)));
    }

    [Fact]
    public void In_a_wait_ordinary_use_goes_on_and_what_is_sensitive_waits_for_its_end()
    {
        var waits = new AccessPart { Wait = new Wait(Now, Later) };

        Assert.Same(AccessResult.Allowed, Evaluate(waits, AccountAction.UseServices, InSession));
        Assert.All(Sensitive, action => Assert.Equal((AccessDenial.WaitRuns, Later), Denial(waits, action)));
        AccessResult signIn = Evaluate(waits, AccountAction.SignIn, InSession);
        Assert.Equal((AccessDenial.None, Later), (signIn.Denial, signIn.Until));
        Assert.Equal([AccessStep.CancelWait, AccessStep.RedeemRecoveryCode], signIn.Steps);
    }

    [Theory]
    [InlineData(false, false, false, AccessDenial.None)]
    [InlineData(true, false, false, AccessDenial.TrustedDeviceNeeded)]
    [InlineData(true, true, false, AccessDenial.None)]
    [InlineData(true, false, true, AccessDenial.None)]
    public void With_two_step_on_signing_in_during_a_wait_requires_a_way_that_no_stranger_has(bool twoStep, bool device, bool appPassword, AccessDenial denial) => Assert.Equal(
        (denial, Later),
        Denial(new AccessPart { Wait = new Wait(Now, Later) }, AccountAction.SignIn, new AccessFacts { TwoStep = twoStep, TrustedDevice = device, AppPassword = appPassword }));

    [Theory]
    [InlineData(true, true, new[] { AccessStep.AddContact })]
    [InlineData(false, true, new[] { AccessStep.MakeRecoveryCode, AccessStep.AddContact })]
    [InlineData(false, false, new[] { AccessStep.MakeRecoveryCode })]
    public void Until_the_account_is_set_up_again_what_is_sensitive_is_refused_and_the_way_out_is_named(bool afterWait, bool hadContacts, AccessStep[] steps)
    {
        var reentry = new AccessPart { Reentry = new Reentry(Now, Now) { CredentialsSetAt = Now, IsAfterWait = afterWait, HadContacts = hadContacts } };

        Assert.All(Sensitive, action => Assert.Equal(steps, Evaluate(reentry, action, InSession).Steps));
        Assert.All(Sensitive, action => Assert.Equal((AccessDenial.BeingSetUp, null), Denial(reentry, action)));
        Assert.Equal([.. afterWait ? steps : []], Evaluate(reentry, AccountAction.SignIn, InSession).Steps);
        Assert.Same(AccessResult.Allowed, Evaluate(reentry, AccountAction.UseServices, InSession));
    }

    [Fact]
    public void A_question_stops_signing_in_from_the_end_of_seven_days_on_and_nothing_else()
    {
        Prompt last = new(Later - Prompt.OverdueAfter);
        var overdue = new AccessPart { Prompt = new Prompt(Now - Prompt.OverdueAfter) };

        Assert.Equal((AccessDenial.None, Later), Denial(new AccessPart { Prompt = last }, AccountAction.SignIn));
        Assert.Equal((AccessDenial.None, Later), Denial(new AccessPart { Prompt = new Prompt(Now) { SkippedUntil = Later } }, AccountAction.SignIn));
        Assert.Equal((AccessDenial.None, Now + Prompt.OverdueAfter), Denial(new AccessPart { Prompt = new Prompt(Now) { SkippedUntil = Now } }, AccountAction.SignIn));
        Assert.Equal((AccessDenial.PromptOverdue, null), Denial(overdue, AccountAction.SignIn));
        Assert.Equal(
            [AccessStep.VerifyContact, AccessStep.AddContact, AccessStep.RedeemRecoveryCode, AccessStep.RedeemRecoveryKey, AccessStep.RemoveAllContacts],
            Evaluate(overdue, AccountAction.SignIn, InSession).Steps);
        Assert.All(Actions.Except([AccountAction.SignIn]), action => Assert.Same(AccessResult.Allowed, Evaluate(overdue, action, InSession)));
    }

    private static AccessResult Evaluate(AccessPart access, AccountAction action, AccessFacts facts) =>
        AccessRules.Evaluate(Account with { Access = access }, action, facts, Policy, Now);

    private static (AccessDenial Denial, Instant? Until) Denial(AccessPart access, AccountAction action, AccessFacts? facts = null)
    {
        AccessResult answer = Evaluate(access, action, facts ?? InSession);
        return (answer.Denial, answer.Until);
    }
}
