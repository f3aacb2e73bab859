namespace MoralePulse.Web.Simulation;

/// <summary>Over which connection drivers take their locks: the process's own, which belongs to no side.</summary>
/// <param name="Value">Connection string of the role <c>moralepulse_jobs</c>.</param>
internal sealed record LockConnection(string Value);
