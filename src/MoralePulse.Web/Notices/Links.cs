using MoralePulse.Domain.Organisation;

namespace MoralePulse.Web.Notices;

/// <summary>Where a notice's links lead.</summary>
/// <param name="home">The service's public address, with a slash at its end.</param>
internal sealed class Links(Uri home)
{
    /// <summary>Where units are chosen.</summary>
    public Uri Notices => new(home, "notices");

    /// <summary>A unit's trend.</summary>
    public Uri Trend(Unit unit) => new(home, $"trend/{Uri.EscapeDataString(unit.Id)}");

    /// <summary>Where somebody's notices are stopped.</summary>
    public Uri Unsubscribe(string token) => new(home, $"unsubscribe/{token}");
}
