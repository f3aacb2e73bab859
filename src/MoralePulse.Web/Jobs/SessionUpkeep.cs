using MoralePulse.Web.SignIn;

namespace MoralePulse.Web.Jobs;

/// <summary>Forgets sign-ins that are over, once a day.</summary>
public sealed class SessionUpkeep
{
    private readonly SessionBook book;

    internal SessionUpkeep(SessionBook book) => this.book = book;

    /// <summary>Deletes what can't be in use any more; running it again changes nothing.</summary>
    public Task Forget(CancellationToken stop) => book.Forget(stop);
}
