namespace AccountRecovery;

/// <summary>A country and the code that its phone numbers begin with, for a list to choose from.</summary>
/// <param name="Country">Two capital letters, as in ISO 3166-1 alpha-2, such as <c>GB</c>. Ascension, Tristan da Cunha and Kosovo, which ISO has not assigned, go by the usual <c>AC</c>, <c>TA</c> and <c>XK</c>.</param>
/// <param name="Name">Its English name, such as <c>United Kingdom</c>.</param>
/// <param name="Code">The country code of ITU-T E.164, 1 to 3 digits without <c>+</c>, such as <c>44</c>. Several countries may share one.</param>
public sealed record CallingCode(string Country, string Name, string Code);
