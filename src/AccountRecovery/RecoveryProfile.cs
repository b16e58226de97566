namespace AccountRecovery;

/// <summary>Whose rules are followed where they differ.</summary>
public enum RecoveryProfile
{
    /// <summary>For people: what the large consumer services do. Attempts beyond guessing are not counted, so that no stranger can lock an owner out.</summary>
    Consumer = 1,

    /// <summary>
    /// NIST SP 800-63B-4: attempts at every method are counted, at most 100 failures in a row (3.2.2); a redeemed recovery code is replaced at once, in the
    /// outcome (4.2.1.1); and something must notify the owner of every recovery (4.6).
    /// </summary>
    Nist80063B4 = 2,
}
