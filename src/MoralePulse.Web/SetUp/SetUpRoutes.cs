namespace MoralePulse.Web.SetUp;

/// <summary>What the process needs to know of setting up: what to add, and its routes.</summary>
internal static class SetUpRoutes
{
    public static IServiceCollection AddSetUp(this IServiceCollection services) => services.AddSingleton<RefusedInputs>().AddHostedService<FirstRunCode>();

    public static void MapSetUp(this IEndpointRouteBuilder routes)
    {
        routes.ServiceProvider.GetRequiredService<Issuance.SetUp.SetUpCode>().Check(); // a weak one stops the start
        FirstRunEndpoint.Map(routes);
        SettingEndpoints.Map(routes);
        PeopleEndpoints.Map(routes);
        ImportEndpoints.Map(routes);
        AuditEndpoint.Map(routes);
        LogoEndpoint.Map(routes);
    }
}
