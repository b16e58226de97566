namespace AccountRecovery;

/// <summary>The code block of docs/sheets.md.</summary>
public sealed class SheetSnippets
{
    [Fact]
    public async Task The_block_of_sheets_does_what_it_says()
    {
        await using var host = new TestHost();

        string page = await MakeAsync(host.Codes, TestHost.Alice, "alice@example.com", TestHost.Owner);

        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.Contains("<bdi>alice@example.com</bdi>", page, StringComparison.Ordinal);
        Assert.Equal(11, page.Split("<li>").Length);
    }

    private static async Task<string> MakeAsync(IBackupCodes codes, AccountId account, string email, Caller caller)
    {
        var label = new SheetLabel { Site = "Example", Url = new Uri("https://example.com/"), Account = email };

        IssueOutcome outcome = await codes.GenerateAsync(account, caller.Having(HostProof.HostPassword));
        string? page = (outcome as IssueOutcome.Issued)?.Sheet.Write(SheetStyle.Page, label);
        return page ?? string.Empty;
    }
}
