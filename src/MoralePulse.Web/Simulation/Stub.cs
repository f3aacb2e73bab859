#pragma warning disable
namespace MoralePulse.Issuance.Keys;
public sealed class PassKeyUpkeep { public Task Run(MoralePulse.Tree.OrganisationNow here, CancellationToken stop) => Task.CompletedTask; }
