namespace AccountRecovery;

/// <summary>Which rules the library follows where consumer services and NIST differ.</summary>
public enum RecoveryProfile
{
    /// <summary>The rules of the large consumer services. Attempts at codes that nobody can guess are not counted, so that no stranger can lock an owner out.</summary>
    Consumer = 1,

    /// <summary>
    /// NIST SP 800-63B-4. Attempts at every method are counted, at most 100 failures in a row (3.2.2). The outcome of redeeming a recovery code contains
    /// a new one (4.2.1.1). An event sink that notifies the owner of every recovery is required (4.6).
    /// </summary>
    Nist80063B4 = 2,
}
