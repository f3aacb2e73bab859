using MoralePulse.Domain.Organisation;

namespace MoralePulse.Issuance.SetUp;

/// <summary>The administrator who changes something. Whether she is one is looked up again in the transaction of each change.</summary>
/// <param name="Ods">Her organisation: she changes no other.</param>
/// <param name="Person">Her staff number.</param>
public sealed record Administrator(Ods Ods, string Person);
