using Hangfire;
using Hangfire.Dashboard;
using MoralePulse.Domain.Access;

namespace MoralePulse.Web.Jobs;

/// <summary><c>/jobs</c>: what Hangfire did and will do, for administrators to read. Jobs have no arguments, so it names no person, unit or tap.</summary>
internal static class JobsDashboard
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapHangfireDashboard("/jobs", new()
    {
        Authorization = [new ForAdministrators()],
        // One service may serve several organisations: an administrator of one can't stop the others' work.
        IsReadOnlyFunc = _ => true,
        IgnoreAntiforgeryToken = true, // nothing there can be posted, and no page sets a second cookie
        DashboardTitle = "MoralePulse jobs",
        AppPath = "/",
        DisplayStorageConnectionString = false,
    }).ExcludeFromDescription();

    private sealed class ForAdministrators : IDashboardAuthorizationFilter
    {
        public bool Authorize(DashboardContext context) => context.GetHttpContext().Features.Get<Viewer>()?.Roles.Contains(Role.Administrator) ?? false;
    }
}
