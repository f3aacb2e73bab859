namespace MoralePulse.Issuance.Mailbox;

/// <summary>What became of a letter that was put in.</summary>
internal enum PutOutcome
{
    /// <summary>It is in, now or since before.</summary>
    In,

    /// <summary>Another letter has or had its name.</summary>
    Taken,

    /// <summary>Too many letters wait.</summary>
    Full,
}
