namespace AccountRecovery;

/// <summary>As what a <see cref="CodeSheet"/> is written down.</summary>
public enum SheetStyle
{
    /// <summary>Plain text: lines of at most 72 characters that end with LF.</summary>
    Text = 1,

    /// <summary>One HTML document without scripts or outside resources, which prints on one page of A4 or US Letter.</summary>
    Page = 2,

    /// <summary>CSV that 1Password imports, as a login without a password whose notes hold the codes.</summary>
    OnePasswordCsv = 3,

    /// <summary>CSV that Bitwarden imports: a login whose notes hold the codes, or a secure note when the label has no URL.</summary>
    BitwardenCsv = 4,

    /// <summary>CSV that LastPass imports: a site whose notes hold the codes, or a secure note when the label has no URL.</summary>
    LastPassCsv = 5,
}
