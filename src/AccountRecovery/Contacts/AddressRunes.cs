using System.Globalization;
using System.Text;

namespace AccountRecovery;

/// <summary>Decides which characters beyond ASCII an e-mail address may have, before or after the @.</summary>
internal static class AddressRunes
{
    /// <summary>Whether the character is a letter, a mark or a digit, and is visible.</summary>
    internal static bool IsPartOfWord(Rune rune) => !IsInvisible(rune.Value) && Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber;

    // The letters and marks among Unicode's Default_Ignorable_Code_Point. Two addresses that differ only in these look the same.
    private static bool IsInvisible(int value) => value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0
        or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
