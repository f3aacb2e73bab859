namespace MoralePulse.Web.Health;

/// <summary>
/// <c>healthy</c>: whether the service that runs beside it is ready. A container's health check calls it, since an image without a shell has no other program to ask with.
/// </summary>
internal static class HealthCommand
{
    private const int UsualPort = 5000; // Kestrel's, where no setting names one

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Asks on loopback, at the port that the same settings have the service listen on.</summary>
    /// <returns>0 where it is ready, 1 where it says that it is not, or nothing.</returns>
    public static async Task<int> Run(IConfiguration settings, CancellationToken stop)
    {
        var address = new Uri($"http://127.0.0.1:{Port(settings)}/healthz/ready");
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(address, stop);
            if (answer.IsSuccessStatusCode) return 0;
            await Console.Error.WriteLineAsync($"{address} answers {(int)answer.StatusCode}.");
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is TaskCanceledException && !stop.IsCancellationRequested))
        {
            await Console.Error.WriteLineAsync($"{address} does not answer.");
        }

        return 1;
    }

    /// <summary>The port for http, found as Kestrel finds it: addresses win over ports.</summary>
    internal static int Port(IConfiguration settings)
    {
        var addresses = Either(settings, "URLS").Select(BindingAddress.Parse).Where(address => address.Scheme == Uri.UriSchemeHttp).Select(address => address.Port);
        var ports = Either(settings, "HTTP_PORTS").Select(port => int.Parse(port, System.Globalization.CultureInfo.InvariantCulture));
        return addresses.Concat(ports).FirstOrDefault(UsualPort);
    }

    private static string[] Either(IConfiguration settings, string name) =>
        (settings["ASPNETCORE_" + name] ?? settings[name] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
