namespace MoralePulse.Tree;

/// <summary>The four roles that the running service may have. They own nothing: what each may do is granted by name in the migrations.</summary>
public static class DatabaseRoles
{
    /// <summary>Directory, roles, passes; writes the organisation's tree.</summary>
    public const string Issuance = "moralepulse_issuance";

    /// <summary>Spent passes and pools; may call the one door.</summary>
    public const string Ballot = "moralepulse_ballot";

    /// <summary>Reads what is published.</summary>
    public const string Insight = "moralepulse_insight";

    /// <summary>Hangfire and data-protection keys.</summary>
    public const string Jobs = "moralepulse_jobs";
}
