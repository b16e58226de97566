namespace AccountRecovery;

/// <summary>The lines of an e-mail about the caller. Each value has its own line, so that right-to-left text does not change the order of other words.</summary>
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
