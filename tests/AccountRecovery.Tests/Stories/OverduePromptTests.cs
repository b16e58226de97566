using NodaTime;

namespace AccountRecovery;

/// <summary>"Make sure you can receive a security code." The owner comes back after a long time, and their one address does not exist any more.</summary>
public sealed class OverduePromptTests
{
    [Fact]
    public async Task W7_Seven_days_of_putting_off_then_the_way_in_is_the_wait()
    {
        await using var host = new TestHost(sends: true, listens: true);
        await host.AddFirstAsync();
        Assert.IsType<SignInOutcome.Recorded>(await host.Prompt.RecordSignInAsync(TestHost.Alice, AccessFacts.None, TestHost.Owner));
        host.Clock.Advance(Duration.FromDays(90));
        host.Mail.RefuseAddress(ContactScene.Mira);

        SignInOutcome.Recorded asked = Assert.IsType<SignInOutcome.Recorded>(await host.Prompt.RecordSignInAsync(TestHost.Alice, AccessFacts.None, TestHost.Owner));
        Instant first = host.Clock.GetCurrentInstant();
        Assert.Equal((AccessDenial.None, first + Duration.FromDays(7)), (asked.Answer.Denial, asked.Answer.Until!.Value));
        Assert.Equal([AccessStep.VerifyContact, AccessStep.AddContact, AccessStep.SkipPrompt], asked.Answer.Steps);

        int skips = 0;
        for (int day = 0; day < 7; day++)
        {
            host.Clock.Set(first + Duration.FromDays(day));
            RecoveryTicket password = await host.VouchAsync(ProofPurpose.AnswerPrompt);
            skips += await host.Prompt.SkipPromptAsync(TestHost.Alice, TestHost.Owner.Having(password)) is SkipOutcome.Skipped ? 1 : 0;
            Assert.Empty((await host.Access.EvaluateAsync(TestHost.Alice, AccountAction.SignIn, AccessFacts.None)).Steps);
        }

        Assert.Equal(7, skips);
        await host.SweepAtAsync(first + Duration.FromDays(7));
        AccessResult overdue = await host.Access.EvaluateAsync(TestHost.Alice, AccountAction.SignIn, AccessFacts.None);
        Assert.Equal((AccessDenial.PromptOverdue, (Instant?)null), (overdue.Denial, overdue.Until));
        Assert.Equal([AccessStep.VerifyContact, AccessStep.AddContact, AccessStep.RemoveAllContacts], overdue.Steps);
        Assert.IsType<SignInOutcome.Denied>(await host.Prompt.RecordSignInAsync(TestHost.Alice, AccessFacts.None, TestHost.Owner));
        RecoveryTicket again = await host.VouchAsync(ProofPurpose.AnswerPrompt);
        Assert.Equal(new SkipOutcome.Refused(Refusal.PromptOverdue), await host.Prompt.SkipPromptAsync(TestHost.Alice, TestHost.Owner.Having(again)));

        // The code comes back undelivered; only the wait is left, and it lets them in.
        Assert.Null(await host.ProveByAsync(ContactScene.Mira, ProofPurpose.Recover));
        Instant until = await host.StartWaitAsync();
        Assert.IsType<SignInOutcome.Recorded>(await host.Prompt.RecordSignInAsync(TestHost.Alice, AccessFacts.None, TestHost.Owner));
        Assert.Null((await host.OpenAsync())!.Access.Prompt);
        await host.SweepAtAsync(until);
        await host.AddFirstAsync(ContactScene.Work);

        Assert.Equal(AccessDenial.None, await host.DenialAsync(AccountAction.SignIn));
        Assert.Equal(
            [RecoveryEventKind.PromptAsked, .. Enumerable.Repeat(RecoveryEventKind.PromptSkipped, 7), RecoveryEventKind.PromptOverdue],
            host.Sink.Delivered.Select(told => told.Kind).Where(kind => kind is RecoveryEventKind.PromptAsked or RecoveryEventKind.PromptSkipped or RecoveryEventKind.PromptOverdue));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_overdue_question_is_answered_by_a_code_that_comes_back_or_by_a_new_contact(bool adds)
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        await host.Prompt.RecordSignInAsync(TestHost.Alice, AccessFacts.None, TestHost.Owner);
        host.Clock.Advance(Duration.FromDays(90));
        await host.Prompt.RecordSignInAsync(TestHost.Alice, AccessFacts.None, TestHost.Owner);
        host.Clock.Advance(Duration.FromDays(10));
        Assert.Equal(AccessDenial.PromptOverdue, await host.DenialAsync(AccountAction.SignIn));

        if (adds)
        {
            await host.AddByAsync(mail, NewContact.Phone(ContactScene.Phone), ContactScene.Phone);
        }
        else
        {
            await host.ProveAsync(mail, ProofPurpose.AnswerPrompt);
        }

        Assert.Equal(AccessResult.Allowed, await host.Access.EvaluateAsync(TestHost.Alice, AccountAction.SignIn, AccessFacts.None));
    }
}
