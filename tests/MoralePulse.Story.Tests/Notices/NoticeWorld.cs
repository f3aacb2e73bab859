using System.Globalization;
using Microsoft.Extensions.Configuration;
using MoralePulse.Harness;
using MoralePulse.Insight;
using MoralePulse.Issuance.Import;
using MoralePulse.Issuance.Notices;
using MoralePulse.Story.Tests.Issuance;
using MoralePulse.Tree;
using MoralePulse.Web.Notices;
using Npgsql;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Notices;

/// <summary>
/// A trust whose people have addresses, a mail server and a receiver of cards. P01 manages ward 1, P13 is staff of ward 2, E1 is an executive. It is
/// Tuesday 24 November 2026, seven in the morning: before the service makes digests by itself.
/// </summary>
internal sealed class NoticeWorld : IAsyncDisposable
{
    public static readonly DateOnly Tuesday = new(2026, 11, 24);

    private readonly List<NoticeProcess> processes = [];

    private NoticeWorld(TestDatabase database, CardReceiver receiver) => (Database, Receiver) = (database, receiver);

    public TestDatabase Database { get; }

    public MailServer Mail { get; } = new();

    public CardReceiver Receiver { get; }

    public SettableTime Time { get; } = new(Given.Tuesday.AddHours(-3));

    /// <summary>A process that makes digests and sends nothing.</summary>
    public NoticeProcess Here { get; private set; } = null!;

    public static async Task<NoticeWorld> Create(bool simulated = false, params (string Name, string? Value)[] settings)
    {
        var world = new NoticeWorld(await TestDatabase.Create(), await CardReceiver.Start());
        await world.Import(Request(simulated: simulated));
        world.Here = world.Process(settings);
        return world;
    }

    /// <summary>The directory, with people changed as a test wants.</summary>
    public static ImportRequest Request(Func<PersonLine, PersonLine?>? change = null, bool simulated = false)
    {
        var people = Given.People("E1,e1,care,,executive,").Select(person => person with { Email = $"{person.Subject}@example.org" });
        return Given.Request(people: [.. people.Select(person => change is null ? person : change(person)).OfType<PersonLine>()], simulated: simulated);
    }

    public Task Import(ImportRequest request) => Given.Imported(Database, request, Time);

    /// <summary>Settings of a service that sends, quickly.</summary>
    public IReadOnlyDictionary<string, string?> Settings(params (string Name, string? Value)[] changed)
    {
        var settings = new Dictionary<string, string?>(Database.Settings)
        {
            ["Notices:PublicAddress"] = "https://morale.example.org",
            ["Notices:Smtp:Host"] = "127.0.0.1",
            ["Notices:Smtp:Port"] = Mail.Port.ToString(CultureInfo.InvariantCulture),
            ["Notices:Smtp:From"] = "MoralePulse <morale@example.org>",
            ["Notices:Smtp:Tls"] = "none",
            ["Notices:WebhookHosts"] = "127.0.0.1,*.webhook.office.com",
            ["Notices:RoundSeconds"] = "1",
            ["Notices:TimeoutSeconds"] = "10",
        };
        foreach (var (name, value) in changed) settings[name] = value;
        return settings;
    }

    /// <summary>Another process of the service.</summary>
    public NoticeProcess Process(params (string Name, string? Value)[] changed)
    {
        var process = new NoticeProcess(new ConfigurationBuilder().AddInMemoryCollection(Settings(changed)).Build(), Time);
        processes.Add(process);
        return process;
    }

    /// <summary>A process that sends.</summary>
    public async Task<NoticeProcess> Sender(params (string Name, string? Value)[] changed)
    {
        var process = Process(changed);
        await process.Send();
        return process;
    }

    public Task Choose(string person, params string[] units) => Here.Get<NoticeChoices>().Choose(Given.Trust, person, units, Today, CancellationToken.None);

    public async Task Hook(string unit, string person) =>
        Assert.That(await Here.Get<Webhooks>().Set(Given.Trust, unit, Receiver.Address.AbsoluteUri, person, Today, CancellationToken.None), Is.True);

    public DateOnly Today => DateOnly.FromDateTime(Time.Now.UtcDateTime);

    /// <summary>A signal that opens today, as Insight keeps it.</summary>
    public Task Opens(string unit, string meaning = "improvement", string measure = "green", string rule = "shift", int weeksAgo = 1) => Database.Execute(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        insert into published.signal (ods, kind, code, measure, opened_for, meaning, rule, way, since, last_seen, opened_on)
        values ('RY5', 'unit', '{unit}', '{measure}', date_trunc('week', date '{Today:yyyy-MM-dd}')::date - {7 * weeksAgo}, '{meaning}', '{rule}', 'high',
                date_trunc('week', date '{Today:yyyy-MM-dd}')::date - {7 * (weeksAgo + 6)}, date_trunc('week', date '{Today:yyyy-MM-dd}')::date - {7 * weeksAgo}, '{Today:yyyy-MM-dd}')
        """));

    /// <summary>The unit's signals close today.</summary>
    public Task Closes(string unit) => Database.Execute(string.Create(CultureInfo.InvariantCulture, $"update published.signal set closed_on = '{Today:yyyy-MM-dd}' where code = '{unit}' and closed_on is null"));

    public async Task<OrganisationNow> Organisation() => (await Here.Get<InsightDatabase>().Tree.Find(Given.Trust, CancellationToken.None))!;

    /// <summary>Makes what is due today.</summary>
    public async Task MakeDigests(NoticeProcess? process = null) => await (process ?? Here).Get<DigestRound>().Run(await Organisation(), CancellationToken.None);

    /// <summary>What waits to be sent: who it is for and its subject or card.</summary>
    public Task<IReadOnlyList<string>> Waiting() => Database.Rows("select coalesce(person, unit_id), content ->> 'Subject' from issuance.outbox where given_up is null order by 1, date");

    public async Task<long> Left() => await Database.Scalar<long>("select count(*) from issuance.outbox where given_up is null");

    /// <summary>
    /// Stops a sender that has handed over a notice and has not recorded it yet: while this runs nobody can record anything, and then its connections
    /// are cut, as the kernel cuts those of a process that dies.
    /// </summary>
    public async Task KillBetweenSendingAndRecording(NoticeProcess sender, Func<bool> handedOver)
    {
        await using var connection = await Database.AsOwner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("lock table issuance.outbox in share mode", connection, transaction)) await hold.ExecuteNonQueryAsync();
        await sender.Send();
        await Eventually.Holds(handedOver, "the notice is handed over");
        await Eventually.Holds(() => Database.Scalar<bool>("select exists (select from pg_locks where relation = 'issuance.outbox'::regclass and not granted)"), "the sender wants to record it");
        var ending = sender.DisposeAsync();
        await Database.Execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'moralepulse_issuance'");
        await ending;
    }

    public Task Drained() => Eventually.Holds(async () => await Left() == 0, "the outbox is empty");

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes) await process.DisposeAsync();
        await Mail.DisposeAsync();
        await Receiver.DisposeAsync();
        await Database.DisposeAsync();
    }
}
