using System.Globalization;
using System.Text;
using NodaTime;

namespace AccountRecovery;

/// <summary>Whose sheet it is, in words that its owner knows. Text from strangers is safe here: each style escapes it.</summary>
public sealed record SheetLabel
{
    /// <summary>The longest <see cref="Site"/> and the longest <see cref="Account"/>, in UTF-16 characters (inclusive): 128.</summary>
    public const int MaxLength = 128;

    /// <summary>The longest <see cref="Url"/>, in characters once it is escaped (inclusive): 512.</summary>
    public const int MaxUrlLength = 512;

    private readonly string _site = string.Empty;
    private readonly string? _account;
    private readonly Uri? _url;
    private readonly DateTimeZone _zone = DateTimeZone.Utc;

    /// <summary>The host's name as the person knows it: one line of 1 to <see cref="MaxLength"/> characters.</summary>
    /// <exception cref="ArgumentException">It is empty, blank, too long, or has control characters, line breaks or ill-formed text.</exception>
    public required string Site
    {
        get => _site;
        init => _site = Checked(value ?? throw new ArgumentNullException(nameof(Site)), nameof(Site));
    }

    /// <summary>Where to sign in, for a password manager's website column; null when there is none. Absolute, http or https, without user, query and fragment.</summary>
    /// <exception cref="ArgumentException">It is another address, or longer than <see cref="MaxUrlLength"/>.</exception>
    public Uri? Url
    {
        get => _url;
        init => _url = value is null || IsPlainAddress(value)
            ? value
            : throw new ArgumentException($"Url is an absolute http or https address of at most {MaxUrlLength} characters, without user, query and fragment, or null.", nameof(Url));
    }

    /// <summary>How the owner tells his accounts apart, such as an e-mail address: one line of 1 to <see cref="MaxLength"/> characters; null when there is no need.</summary>
    /// <exception cref="ArgumentException">It is empty, blank, too long, or has control characters, line breaks or ill-formed text.</exception>
    public string? Account
    {
        get => _account;
        init => _account = value is null ? null : Checked(value, nameof(Account));
    }

    /// <summary>
    /// Whether <see cref="Account"/> is written. Null, the default: on all but the recovery code's sheet, since who finds that paper with the account's name on it
    /// needs nothing more to take the account.
    /// </summary>
    public bool? ShowsAccount { get; init; }

    /// <summary>The time zone of the date on the sheet; UTC by default.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public DateTimeZone Zone
    {
        get => _zone;
        init => _zone = value ?? throw new ArgumentNullException(nameof(Zone));
    }

    /// <summary>A name as it stands on a sheet: embeddings, overrides and isolates would turn round what follows them, and no script needs them to be read.</summary>
    internal static string Shown(string name) => string.Concat(name.Where(symbol => symbol is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))));

    private static string Checked(string text, string name) => text.Length <= MaxLength && !string.IsNullOrWhiteSpace(Shown(text)) && IsLine(text)
        ? text
        : throw new ArgumentException($"{name} is one line of 1 to {MaxLength} characters that are not all blank, without control characters.", name);

    // Also keeps out what XML, and so a well-formed page, cannot hold: lone surrogates and the last two of a plane's first 65,536.
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

    // A query or a fragment may hold a secret, and a sheet is copied around.
    private static bool IsPlainAddress(Uri url) => url.IsAbsoluteUri
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
        && url.UserInfo.Length == 0
        && url.Query.Length == 0
        && url.Fragment.Length == 0
        && url.AbsoluteUri.Length <= MaxUrlLength;
}
