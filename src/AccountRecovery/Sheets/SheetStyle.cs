namespace AccountRecovery;

/// <summary>The style in which a <see cref="CodeSheet"/> is written.</summary>
public enum SheetStyle
{
    /// <summary>Plain text: lines of at most 72 characters that end with LF.</summary>
    Text = 1,

    /// <summary>One HTML document without scripts or outside resources. It prints on one page of A4 or US Letter.</summary>
    Page = 2,

    /// <summary>CSV for import into 1Password: a login without a password whose notes contain the codes.</summary>
    OnePasswordCsv = 3,

    /// <summary>CSV for import into Bitwarden: a login whose notes contain the codes, or a secure note if the label has no URL.</summary>
    BitwardenCsv = 4,

    /// <summary>CSV for import into LastPass: a site whose notes contain the codes, or a secure note if the label has no URL.</summary>
    LastPassCsv = 5,
}
