using System.Globalization;
using System.Text;
using NodaTime;

namespace AccountRecovery;

/// <summary>Names the host and the account on a sheet, in words that the owner knows. Text chosen by strangers is safe, because each style escapes it.</summary>
public sealed record SheetLabel
{
    /// <summary>The maximum length of <see cref="Site"/> and of <see cref="Account"/>, in UTF-16 characters (inclusive): 128.</summary>
    public const int MaxLength = 128;

    /// <summary>The maximum length of <see cref="Url"/>, in characters after escaping (inclusive): 512.</summary>
    public const int MaxUrlLength = 512;

    private readonly string _site = string.Empty;
    private readonly string? _account;
    private readonly Uri? _url;
    private readonly DateTimeZone _zone = DateTimeZone.Utc;

    /// <summary>The host's name as the person knows it: one line of 1 to <see cref="MaxLength"/> characters.</summary>
    /// <exception cref="ArgumentException">The name is empty, blank, too long, or has control characters, line breaks or ill-formed text.</exception>
    public required string Site
    {
        get => _site;
        init => _site = Checked(value ?? throw new ArgumentNullException(nameof(Site)), nameof(Site));
    }

    /// <summary>The sign-in address, for a password manager's website column; null if there is none. Absolute, http or https, without user, query and fragment.</summary>
    /// <exception cref="ArgumentException">The address is not of this form, or longer than <see cref="MaxUrlLength"/>.</exception>
    public Uri? Url
    {
        get => _url;
        init => _url = value is null || IsPlainAddress(value)
            ? value
            : throw new ArgumentException($"Url is an absolute http or https address of at most {MaxUrlLength} characters, without user, query and fragment, or null.", nameof(Url));
    }

    /// <summary>
    /// The name by which the owner recognizes the account, such as an e-mail address: one line of 1 to <see cref="MaxLength"/> characters; null if not needed.
    /// </summary>
    /// <exception cref="ArgumentException">The name is empty, blank, too long, or has control characters, line breaks or ill-formed text.</exception>
    public string? Account
    {
        get => _account;
        init => _account = value is null ? null : Checked(value, nameof(Account));
    }

    /// <summary>
    /// Whether the sheet shows <see cref="Account"/>. The default is null: every sheet shows it except the recovery code's. A person who finds a recovery code
    /// together with the account's name can take over the account without anything else.
    /// </summary>
    public bool? ShowsAccount { get; init; }

    /// <summary>The time zone of the date on the sheet. Default UTC.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public DateTimeZone Zone
    {
        get => _zone;
        init => _zone = value ?? throw new ArgumentNullException(nameof(Zone));
    }

    /// <summary>A name as a sheet shows it, without characters that change the direction of the text after them. No script needs these characters to be readable.</summary>
    internal static string Shown(string name) => string.Concat(name.Where(symbol => symbol is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))));

    private static string Checked(string text, string name) => text.Length <= MaxLength && !string.IsNullOrWhiteSpace(Shown(text)) && IsLine(text)
        ? text
        : throw new ArgumentException($"{name} is one line of 1 to {MaxLength} characters that are not all blank, without control characters.", name);

    // Also refuses characters that XML, and so a well-formed page, cannot contain: lone surrogates, U+FFFE and U+FFFF.
    private static bool IsLine(string text)
    {
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out Rune rune, out int taken) != System.Buffers.OperationStatus.Done
                || rune.Value is 0xFFFE or 0xFFFF
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                return false;
            }

            rest = rest[taken..];
        }

        return true;
    }

    // A query or a fragment may contain a secret, and people copy sheets.
    private static bool IsPlainAddress(Uri url) => url.IsAbsoluteUri
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
        && url.UserInfo.Length == 0
        && url.Query.Length == 0
        && url.Fragment.Length == 0
        && url.AbsoluteUri.Length <= MaxUrlLength;
}
