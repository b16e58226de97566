namespace AccountRecovery.Samples;

public sealed class QuickstartTests
{
    [Fact]
    public async Task A_second_run_finds_what_the_first_left_and_its_codes_are_good_once()
    {
        string first = await RunAsync("--fresh");
        Assert.All(
            ["accepted; 9 left", "refused: AlreadySpent", "no code: TooFewSymbols", "no code: UnexpectedCharacter", "refused: WrongCode", "paused until", "Set 2, shown once"],
            words => Assert.Contains(words, first, StringComparison.Ordinal));
        InOrder(
            first,
            "another one -> refused: RecoveryCodeNeeded",
            "accepted; void: 10 backup codes",
            "copied code -> refused: NoCodes",
            "sign-in     -> refused: CredentialsNotSet until ",
            "sign-in     -> allowed",
            "Recovery code 2, shown once",
            "only the recovery code is left",
            "Recovery key 1, shown once",
            "no code: CheckSymbol",
            "accepted; the key is in force",
            "a slip      -> invalid: DomainInvalid",
            "+-- e-mail to carol@example.com -",
            "| Your security code at Quickstart, to confirm this e-mail address:        |",
            "accepted; c***@example.com counts from now on",
            "password    -> refused: ContactProofNeeded",
            "accepted; it proves c***@example.com, for ChangeSecuritySettings alone",
            "(a notice goes to carol@example.com: Quickstart: a phone number was added)",
            "+-- text message to +447700900123 -",
            "accepted; +44 *** 23 counts from now on",
            "somebody@example.com -> a code is on its way, if this is a contact",
            "+44 7700 900123 -> a code is on its way, if this is a contact",
            "is your security code to recover your account at Quickstart.",
            "accepted; it proves +44 *** 23, for Recover alone",
            "\n12. Dan's phone",
            "a notice goes to +447700900456: Quickstart: contacts are removed on ",
            "remove all  -> the wait runs until",
            "paying      -> refused: WaitRuns until",
            "ordinary use -> allowed",
            "Day 7:\n     (a notice goes to +447700900456: Quickstart: contacts are removed on ",
            "Day 14:\n     (a notice goes to +447700900456: Quickstart: contacts are removed on ",
            "accepted; it proves +44 *** 56, for CancelWait alone",
            "the wait    -> cancelled; +44 *** 56 is Verified again",
            "the tablet  -> refused: SessionVoid, SignInAgain",
            "remove all  -> refused: ContactProofNeeded",
            "remove all  -> the wait runs until",
            "Day 29:\n     (a notice goes to +447700900456: Quickstart: contacts are removed on ",
            "Day 30:\n     (a notice goes to +447700900456: Quickstart: all your contacts were removed)",
            "sign-in     -> allowed, and asked: AddContact",
            "accepted; d***@example.com counts from now on",
            "paying      -> allowed",
            "sign-in     -> allowed, and asked: VerifyContact, AddContact, SkipPrompt",
            "skip        -> put off for 24 hours",
            "sign-in     -> allowed, and asked: VerifyContact, AddContact, SkipPrompt",
            "sign-in     -> refused: PromptOverdue, VerifyContact, AddContact, RemoveAllContacts",
            "skip        -> refused: PromptOverdue",
            "accepted; it proves e***@example.com, for AnswerPrompt alone",
            "sign-in     -> allowed\n",
            "recover     -> needs more, one of: BackupCode, HostTwoStep, TrustedDevice\n",
            "recover     -> needs more, one of: ContactCode\n",
            "recover     -> completed; older sessions are void",
            "Status: set 2");
        Assert.DoesNotContain("to somebody@example.com", first, StringComparison.Ordinal);
        Assert.DoesNotContain("Found what", first, StringComparison.Ordinal);

        string code = first.Split("-- \"")[1].Split('"')[0];
        string sheet = await RunAsync(code, code);
        Assert.Contains("Found what the last run left: set 2, 9 of 10 codes left", sheet, StringComparison.Ordinal);
        Assert.True(
            sheet.IndexOf("accepted; 8 left", StringComparison.Ordinal) is > 0 and var accepted && sheet.IndexOf("refused: AlreadySpent", StringComparison.Ordinal) > accepted, sheet);

        string again = await RunAsync();
        Assert.Contains("Found what the last run left: set 2, 8 of 10 codes left", again, StringComparison.Ordinal);
        InOrder(again, "Set 4, shown once", "another one -> refused", "Recovery code 2, shown once", "accepted; the key is in force", "accepted; it proves +44 *** 23, for Recover alone", "the wait    -> cancelled", "recover     -> completed", "Status: set 4");
    }

    private static void InOrder(string output, params string[] words)
    {
        int at = 0;
        foreach (string word in words)
        {
            at = output.IndexOf(word, at, StringComparison.Ordinal);
            Assert.True(at >= 0, $"'{word}' is missing, or out of order, in: {output}");
        }
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        using SampleProcess process = SampleProcess.Start("Quickstart", arguments);
        Ran ran = await process.EndAsync();
        Assert.True(ran is { Code: 0, Error: "" }, ran.Error);
        return ran.Output.ReplaceLineEndings("\n");
    }
}
