using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using MoralePulse.Harness;
using MoralePulse.Web.Health;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Health;

public sealed class HealthCommandTests
{
    [Test]
    public async Task It_is_green_while_the_service_is_ready_and_red_once_a_database_is_gone()
    {
        await using var database = await TestDatabase.Create();
        await using var service = await TestService.Start(database, environment: "Production");
        await service.Ready();
        var beside = Settings(("ASPNETCORE_HTTP_PORTS", service.Address.Port.ToString(CultureInfo.InvariantCulture)));
        await Eventually.Holds(async () => await HealthCommand.Run(beside, CancellationToken.None) == 0); // it gives up after seconds, which a busy machine takes

        await database.Execute($"alter database {new Npgsql.NpgsqlConnectionStringBuilder(database.Owner).Database} connection limit 0");
        await database.Execute("select pg_terminate_backend(pid) from pg_stat_activity where usename like 'moralepulse\\_%' and datname = current_database()");
        Assert.That(await HealthCommand.Run(beside, CancellationToken.None), Is.EqualTo(1));
    }

    [Test]
    public async Task It_is_red_where_nothing_listens()
    {
        using var port = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        port.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // nobody else gets it, and nobody listens
        var address = port.LocalEndPoint!.ToString();
        Assert.That(await HealthCommand.Run(Settings(("ASPNETCORE_URLS", $"http://{address}")), CancellationToken.None), Is.EqualTo(1));
    }

    [TestCase(null, "8080", 8080)]
    [TestCase(null, "8081;8082", 8081)]
    [TestCase("http://*:9000", "8080", 9000)]
    [TestCase("https://+:9443;http://[::]:9001", null, 9001)]
    [TestCase(null, null, 5000)]
    public void It_asks_at_the_port_on_which_the_service_listens(string? addresses, string? ports, int port) =>
        Assert.That(HealthCommand.Port(Settings(("ASPNETCORE_URLS", addresses), ("ASPNETCORE_HTTP_PORTS", ports))), Is.EqualTo(port));

    private static IConfiguration Settings(params (string Name, string? Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => new KeyValuePair<string, string?>(value.Name, value.Value))).Build();
}
