namespace AccountRecovery;

/// <summary>The lines of an e-mail about who asked. Each is a line of its own, so that right-to-left words turn round nothing else.</summary>
internal static class EmailLines
{
    internal static IEnumerable<string> OfCaller(MessageFacts facts)
    {
        if (StrangersText.Words(facts.Device) is { } device)
        {
            yield return $"Device: \"{device}\"";
        }

        if (StrangersText.Place(facts.Source) is { } place)
        {
            yield return $"Where: \"{place}\"";
        }
    }
}
