using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AccountRecovery;

/// <summary>Facts of messages, as a host would have them and as a stranger would.</summary>
internal static class Messages
{
    internal const string Code = "123 4567";

    internal const string Site = "Example Shop";

    internal const string ReportInstructions = "Write to security@shop.example.";

    internal const string Device = "Firefox on Windows";

    internal static readonly Instant At = Instant.FromUtc(2026, 11, 22, 17, 42);

    internal static readonly ProofPurpose[] Purposes = Enum.GetValues<ProofPurpose>();

    internal static readonly ContactChannel[] Channels = Enum.GetValues<ContactChannel>();

    /// <summary>Every kind, and one that only a later version knows.</summary>
    internal static readonly RecoveryEventKind[] Kinds = [.. Enum.GetValues<RecoveryEventKind>(), (RecoveryEventKind)999];

    internal static readonly RecoveryMethod[] Methods = [.. Enum.GetValues<RecoveryMethod>(), (RecoveryMethod)999];

    internal static IEnumerable<Sample> AllCodes => from channel in Channels from purpose in Purposes.Append((ProofPurpose)999) select new Sample(channel) { Purpose = purpose };

    internal static IEnumerable<Sample> AllNotices =>
        from channel in Channels
        from about in Kinds
        from method in Methods
        from contact in IsAbout(about) ? [null, "m***@example.com", "+44*******23"] : new string?[] { null }
        from count in new[] { 1, 3 }
        from remaining in new int?[] { null, 0, 1, 3 }
        from until in IsOfWait(about) ? [null, At + Duration.FromDays(30)] : new Instant?[] { null }
        select new Sample(channel) { About = about, Method = method, Contact = contact, Count = count, Remaining = remaining, WaitUntil = until };

    internal static IEnumerable<Sample> All => AllCodes.Concat(AllNotices);

    /// <summary>What a stranger may try: links, numbers, codes, lines and directions of text, marks that would end ours; alone and joined to each other.</summary>
    internal static Gen<string> Hostile { get; } =
        from parts in Gen.Choose(1, 6).SelectMany(count => Gen.ArrayOf(Gen.OneOf(
            Gen.Elements(
                "https://evil.example/reset", "evil.example", "www.evil.example", "evil。example", "evil．example", "me@evil.example", "tel:+15550100", "+1 555 010 0199", "0800-111-222",
                "(0800) 11 22 33", "118118", "1.1.1.1", "203.0.113.7", "2001:db8::1", "123 4567", "1234 5678", "765 4321", "\r\n", "\n\nYour code: ", "\u2028", "\0", "\u202E", "\u2066", "\u200B",
                "\"", "”", "<a href=evil>", "&lt", "\uD83D", "🙂", "٠١٢٣٤٥٦٧", "𝟘𝟙𝟚𝟛𝟜𝟝", "e\u0301", "\u0301", "עברית", "#1234567", "@shop.example"),
            Gen.Elements("call us at", "Firefox on Windows", "iPhone 15 Pro", "iOS 18.2", "Zoë's MacBook", " ", ".", "-", ",", "/", ":", "1", "23", "a"),
            Gen.Choose(0, 0xFFFF).Select(unit => ((char)unit).ToString())), count))
        select string.Concat(parts);

    private static bool IsOfWait(RecoveryEventKind about) => about is RecoveryEventKind.WaitStarted or RecoveryEventKind.WaitReminder;

    internal static bool IsAbout(RecoveryEventKind about) => about is RecoveryEventKind.ContactAdded or RecoveryEventKind.ContactConfirmed or RecoveryEventKind.PendingContactExpired or RecoveryEventKind.ContactRemoved or RecoveryEventKind.RemovalUndone;

    /// <summary>One message's facts, which a test can vary.</summary>
    internal sealed record Sample(ContactChannel Channel)
    {
        public ProofPurpose? Purpose { get; init; }

        public RecoveryEventKind? About { get; init; }

        public RecoveryMethod Method { get; init; }

        public string? Contact { get; init; }

        public int Count { get; init; } = 1;

        public int? Remaining { get; init; }

        public Instant? WaitUntil { get; init; }

        public string Site { get; init; } = Messages.Site;

        public string? ReportInstructions { get; init; } = Messages.ReportInstructions;

        public string? Device { get; init; } = Messages.Device;

        public string? Source { get; init; } = "203.0.113.7";

        public Duration Lifetime { get; init; } = Duration.FromMinutes(10);

        /// <summary>A notice is given a code as well: what it does with one shows.</summary>
        internal MessageFacts Facts => Make(Code);

        internal MessageFacts Notice => Make(code: null);

        internal MessageText Write() => new EnglishTexts().Write(Facts);

        internal string Body() => Write().RevealBody();

        private MessageFacts Make(string? code) => new(code)
        {
            Kind = Purpose is null ? MessageKind.Notice : MessageKind.SecurityCode,
            Channel = Channel,
            Site = Site,
            ReportInstructions = ReportInstructions,
            Purpose = Purpose,
            About = About,
            Method = Method,
            At = At,
            Count = Count,
            Remaining = Remaining,
            WaitUntil = WaitUntil,
            CodeExpiresAt = Purpose is null ? null : At + Lifetime,
            Contact = Contact,
            Device = Device,
            Source = Source,
        };
    }
}
