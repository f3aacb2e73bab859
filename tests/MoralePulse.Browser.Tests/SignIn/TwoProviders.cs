using Microsoft.Extensions.DependencyInjection;
using MoralePulse.Domain.Organisation;
using MoralePulse.Harness;
using MoralePulse.Issuance.Import;
using Npgsql;

namespace MoralePulse.Browser.Tests.SignIn;

/// <summary>Seaside Care and Hilltop, in merger: people sign in with Seaside's provider or with Hilltop's. And Riverside, which has Seaside's only.</summary>
public sealed class TwoProviders : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly TestService service;

    private TwoProviders(TestDatabase database, TestService service, ProviderProcess seaside, ProviderProcess hilltop, SettableTime time) =>
        (this.database, this.service, Seaside, Hilltop, Time) = (database, service, seaside, hilltop, time);

    public ProviderProcess Seaside { get; }

    public ProviderProcess Hilltop { get; }

    public SettableTime Time { get; }

    public string Address => service.Address.ToString().TrimEnd('/');

    public static async Task<TwoProviders> Open()
    {
        var (seaside, hilltop) = (await ProviderProcess.Start(), await ProviderProcess.Start());
        var time = new SettableTime(TimeProvider.System.GetUtcNow()); // the provider's tokens are of now
        var database = await TestDatabase.Create();
        await Import(database, "RY5", "Seaside and Hilltop", time, People(seaside.Issuer, hilltop.Issuer));
        await Import(database, "RX9", "Riverside", time, [.. Crowd(), new("R01", "anna", "ward-1")]);
        var service = await TestService.Start(database, time, settings: new Dictionary<string, string?>
        {
            ["OpenIdConnect:Providers:0:Id"] = "seaside",
            ["OpenIdConnect:Providers:0:Name"] = "Seaside account",
            ["OpenIdConnect:Providers:0:Issuer"] = seaside.Issuer,
            ["OpenIdConnect:Providers:0:ClientId"] = ProviderProcess.ClientId,
            ["OpenIdConnect:Providers:0:ClientSecret"] = ProviderProcess.ClientSecret,
            ["OpenIdConnect:Providers:0:Organisations"] = "RY5,RX9",
            ["OpenIdConnect:Providers:1:Id"] = "hilltop",
            ["OpenIdConnect:Providers:1:Name"] = "Hilltop account",
            ["OpenIdConnect:Providers:1:Issuer"] = hilltop.Issuer,
            ["OpenIdConnect:Providers:1:ClientId"] = ProviderProcess.ClientId,
            ["OpenIdConnect:Providers:1:ClientSecret"] = ProviderProcess.ClientSecret,
            ["OpenIdConnect:Providers:1:Organisations"] = "RY5",
        });
        var world = new TwoProviders(database, service, seaside, hilltop, time);
        await seaside.Serve(world.Address, "/sign-in/callback/seaside");
        await hilltop.Serve(world.Address, "/sign-in/callback/hilltop");
        return world;
    }

    public HttpClient Http() => service.Client();

    /// <summary>Imports the trust again, as a later file has it.</summary>
    public Task ImportAgain(IEnumerable<PersonLine> people) => Import(database, "RY5", "Seaside and Hilltop", Time, [.. people]);

    /// <summary>Anna has an account at both; two people called Sam have one each; Olga's line is as before the merger and names no issuer.</summary>
    public static PersonLine[] People(string seaside, string hilltop) =>
    [
        .. Crowd(),
        new("P01", "anna", "ward-1", Issuer: seaside), new("P01", "a.smith", "", Issuer: hilltop),
        new("P02", "sam", "ward-1", Issuer: seaside), new("P03", "sam", "ward-1", Roles: "manager", Issuer: hilltop),
        new("P04", "olga", "ward-1"), new("P05", "remo", "ward-1", Issuer: seaside),
    ];

    /// <summary>Asks the directory anew for somebody whom it remembers for half a minute.</summary>
    public Task LooksUpAgain(string person) => service.Services.GetRequiredService<MoralePulse.Issuance.People.Directory>().FindAll(Ods.Parse("RY5"), [person], CancellationToken.None);

    public async Task<long> Count(string sql) => await database.Scalar<long>(sql);

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await database.DisposeAsync();
        await Seaside.DisposeAsync();
        await Hilltop.DisposeAsync();
    }

    private static IEnumerable<PersonLine> Crowd() => Enumerable.Range(1, 12).Select(n => new PersonLine($"X{n}", $"x{n}", "ward-1"));

    private static async Task Import(TestDatabase database, string ods, string name, TimeProvider time, IReadOnlyList<PersonLine> people)
    {
        await using var source = NpgsqlDataSource.Create(database.Issuance);
        UnitLine[] units = [new("surgery", "", "Surgery", "department"), new("ward-1", "surgery", "Ward 1", "team")];
        if (await new OrganisationImport(new(source, time)).Apply(new(Ods.Parse(ods), name, units, people), CancellationToken.None) is ImportOutcome.Refused refused) throw new InvalidOperationException(string.Join('\n', refused.Lines));
    }
}
