using System.Globalization;
using System.Text;
using FsCheck.Fluent;

namespace AccountRecovery;

public sealed class CodeNormalizerLaws
{
    private static readonly CodeFormat[] Formats =
    [
        CodeFormat.BackupCode, CodeFormat.RecoveryCode, CodeFormat.RecoveryKey, CodeFormat.Parse("abcDEF0:6"), CodeFormat.Parse("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567:4-4"),
    ];

    [Fact]
    public void C3_Folding_is_total_and_what_it_accepts_folds_to_itself() => Holds.ForAll(
        TypedText.Any,
        typed => Formats.All(format =>
        {
            NormalizationResult normalized = Fold(format, typed, out string symbols);
            return normalized.IsCode
                ? normalized == new NormalizationResult(CodeFault.None, 0)
                    && symbols.All(symbol => format.Alphabet.Symbols.Contains(symbol, StringComparison.Ordinal))
                    && FoldsTo(format, symbols, symbols)
                    && FoldsTo(format, format.Display(Encoding.ASCII.GetBytes(symbols)), symbols)
                : normalized.Position >= 0 && normalized.Position <= (typed?.Length ?? 0) && Enum.IsDefined(normalized.Fault);
        }),
        tests: 3_000);

    [Fact]
    public void C3_A_backup_code_in_any_forgiven_form_folds_to_itself() => ForgivenFormsFold(CodeFormat.BackupCode);

    [Fact]
    public void C3_A_recovery_code_in_any_forgiven_form_folds_to_itself() => ForgivenFormsFold(CodeFormat.RecoveryCode);

    [Fact]
    public void C3_A_recovery_key_in_any_forgiven_form_folds_to_itself() => ForgivenFormsFold(CodeFormat.RecoveryKey);

    [Fact]
    public void C3_What_a_fault_points_at_is_the_first_character_that_no_code_could_have_there() => Holds.ForAll(
        TypedText.Any,
        typed =>
        {
            NormalizationResult normalized = Fold(CodeFormat.BackupCode, typed, out _);
            if (normalized.Fault is not (CodeFault.UnexpectedCharacter or CodeFault.TooManySymbols))
            {
                return true;
            }

            CodeFault before = Fold(CodeFormat.BackupCode, typed![..normalized.Position], out _).Fault;
            return before is CodeFault.None or CodeFault.Empty or CodeFault.TooFewSymbols;
        },
        tests: 3_000);

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("az")]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    public void C5_Folding_asks_no_culture(string culture)
    {
        CultureInfo usual = CultureInfo.CurrentCulture;
        CultureInfo other = CultureUnderTest.Named(culture);
        Holds.ForAll(
            TypedText.Any,
            typed => Formats.All(format =>
            {
                CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
                NormalizationResult expected = Fold(format, typed, out string expectedSymbols);
                CultureInfo.CurrentCulture = other;
                NormalizationResult found = Fold(format, typed, out string symbols);
                CultureInfo.CurrentCulture = usual;
                return expected == found && expectedSymbols == symbols;
            }));
    }

    [Fact]
    public void C3_Two_issued_codes_never_fold_to_one() => Holds.ForAll(
        TypedText.Forgiven(CodeFormat.BackupCode).Zip(TypedText.Forgiven(CodeFormat.BackupCode)),
        two => Fold(CodeFormat.BackupCode, two.Item1.Typed, out string first).IsCode
            && Fold(CodeFormat.BackupCode, two.Item2.Typed, out string second).IsCode
            && two.Item1.Symbols.SequenceEqual(two.Item2.Symbols) == (first == second));

    private static void ForgivenFormsFold(CodeFormat format) => Holds.ForAll(
        TypedText.Forgiven(format),
        given => given.Typed.Length > CodeNormalizer.MaxTyped || FoldsTo(format, given.Typed, Encoding.ASCII.GetString(given.Symbols)),
        tests: 2_000);

    private static bool FoldsTo(CodeFormat format, string typed, string expected) =>
        Fold(format, typed, out string symbols).IsCode && symbols == expected;

    private static NormalizationResult Fold(CodeFormat format, string? typed, out string symbols)
    {
        byte[] buffer = new byte[format.Length];
        NormalizationResult normalized = CodeNormalizer.Normalize(format, typed, buffer);
        symbols = normalized.IsCode ? Encoding.ASCII.GetString(buffer) : string.Empty;
        return normalized;
    }
}
