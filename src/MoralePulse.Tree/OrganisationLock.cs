namespace MoralePulse.Tree;

/// <summary>
/// The organisation's transaction advisory lock. Admission takes it shared, in sorted order; tick and close take it exclusively, in a
/// statement before the one that reads; imports and what administrators change take it for their commit alone.
/// </summary>
public static class OrganisationLock
{
    /// <summary>Takes the lock of every organisation in <c>@odses</c> shared, in sorted order, so that batches can't deadlock.</summary>
    public const string Shared =
        "select organisation.lock_shared(@odses)";

    /// <summary>Takes the lock of the organisation <c>@ods</c> exclusively.</summary>
    public const string Exclusive = "select organisation.lock(@ods)";
}
