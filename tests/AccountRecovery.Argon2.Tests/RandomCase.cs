namespace AccountRecovery.Tests;

/// <summary>One random call of Argon2id: any cost up to some limits, any lengths, memory that is no multiple of what the lanes need included.</summary>
internal sealed record RandomCase(Argon2Parameters Parameters, byte[] Password, byte[] Salt, byte[] Secret, byte[] AssociatedData, int TagLength)
{
    internal static RandomCase Next(SplitMix64 random)
    {
        int lanes = 1 + random.Below(random.Below(4) == 0 ? 8 : 2);
        int memoryKiB = (Argon2Parameters.MinMemoryKiBPerLane * lanes) + random.Below(random.Below(8) == 0 ? 3_000 : 400);
        return new RandomCase(
            new Argon2Parameters(memoryKiB, passes: 1 + random.Below(4), lanes),
            random.Bytes(random.Below(140)),
            random.Bytes(Argon2id.MinSaltLength + random.Below(60)),
            random.Bytes(random.Below(3) == 0 ? 0 : random.Below(40)),
            random.Bytes(random.Below(3) == 0 ? 0 : random.Below(40)),
            Argon2id.MinTagLength + random.Below(130));
    }
}
