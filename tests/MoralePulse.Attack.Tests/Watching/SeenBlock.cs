using MoralePulse.Domain.Release;

namespace MoralePulse.Attack.Tests.Watching;

/// <summary>A set of taps that must have been released together, since figures differ by their sum.</summary>
/// <param name="Home">The pool that it comes from.</param>
/// <param name="At">The tick of its release.</param>
/// <param name="Counts">Its taps by mood.</param>
/// <param name="IsSure">Whether it is known to be of that pool: what moves the organisation's own figure may be of its live pool or of its own.</param>
internal sealed record SeenBlock(Home Home, DateTimeOffset At, PoolCounts Counts, bool IsSure = false);
