using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MoralePulse.Device;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;
using MoralePulse.Harness;
using MoralePulse.Issuance;
using MoralePulse.Issuance.Import;
using MoralePulse.Issuance.Keys;
using Npgsql;

namespace MoralePulse.Story.Tests.Issuance;

/// <summary>The real service with one organisation, on Tuesday 24 November 2026 at ten unless a test sets its clock.</summary>
internal sealed class IssuanceWorld : IAsyncDisposable
{
    private IssuanceWorld(TestDatabase database, SettableTime time, TestService service) => (Database, Time, Service) = (database, time, service);

    public TestDatabase Database { get; }

    public SettableTime Time { get; }

    public TestService Service { get; }

    public HttpClient Http { get; private set; } = null!;

    public static async Task<IssuanceWorld> Create(DateTimeOffset? start = null, bool simulated = false)
    {
        var time = new SettableTime(start ?? Given.Tuesday);
        var database = await TestDatabase.Create($"{nameof(IssuanceWorld)} {time.Now:O} {simulated}", database => Fill(database, simulated, time));
        var world = new IssuanceWorld(database, time, await TestService.Start(database, time));
        world.Http = world.Service.Client();
        return world;
    }

    // The organisation and its pass keys.
    private static async Task Fill(TestDatabase database, bool simulated, SettableTime time)
    {
        await Given.Imported(database, Given.Request(simulated: simulated), time);
        await using var source = NpgsqlDataSource.Create(database.Issuance);
        var issuance = new IssuanceDatabase(source, time);
        await new PassKeyUpkeep(issuance, MasterKey.From(new ConfigurationBuilder().AddInMemoryCollection(database.Settings).Build())).Run((await issuance.Tree.Find(Given.Trust, CancellationToken.None))!, CancellationToken.None);
    }

    public async Task Upkeep(Ods? ods = null)
    {
        var here = await Service.Services.GetRequiredService<IssuanceDatabase>().Tree.Find(ods ?? Given.Trust, CancellationToken.None);
        await Service.Services.GetRequiredService<PassKeyUpkeep>().Run(here!, CancellationToken.None);
    }

    public Task<ImportOutcome> Import(ImportRequest request) => Service.Services.GetRequiredService<OrganisationImport>().Apply(request, CancellationToken.None);

    /// <summary>A person's phone, signed in.</summary>
    public async Task<PhoneClient> Phone(string subject, Ods? ods = null)
    {
        var phone = new PhoneClient(Http, new PassWallet());
        if (!await phone.SignIn(ods ?? Given.Trust, subject)) throw new InvalidOperationException($"{subject} is unknown.");
        return phone;
    }

    public async Task<PassKey> Key(PassKind kind, DateOnly date, Ods? ods = null) =>
        (await new PhoneClient(Http, new PassWallet()).Keys(ods ?? Given.Trust)).Single(key => key.Kind == kind && key.Date.Value == date);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Service.DisposeAsync();
        await Database.DisposeAsync();
    }
}
