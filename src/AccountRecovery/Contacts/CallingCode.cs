namespace AccountRecovery;

/// <summary>A country with the code that its phone numbers begin with, for a list from which people choose.</summary>
/// <param name="Country">Two capital letters as in ISO 3166-1 alpha-2, such as <c>GB</c>. Ascension, Tristan da Cunha and Kosovo have no ISO code; the usual <c>AC</c>, <c>TA</c> and <c>XK</c> stand for them.</param>
/// <param name="Name">The country's English name, such as <c>United Kingdom</c>.</param>
/// <param name="Code">The country code of ITU-T E.164, 1 to 3 digits without <c>+</c>, such as <c>44</c>. Several countries may share a code.</param>
public sealed record CallingCode(string Country, string Name, string Code);
