using System.Net;
using System.Net.Http.Headers;
using System.Text;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.SetUp;

/// <summary>Files that are too large or empty: whoever sent one reads what is wrong, while a browser that is still sending would read nothing.</summary>
[TestFixture]
internal sealed class UploadTests
{
    private const int Megabyte = 1024 * 1024;

    private SetUpWorld world = null!;

    [OneTimeSetUp]
    public async Task Create() => world = await SetUpWorld.Create();

    [OneTimeTearDown]
    public async Task Drop() => await world.DisposeAsync();

    [TestCase("/setup/import", "people", 10 * Megabyte + Megabyte / 2, "The file is too large: at most 8 MB are taken")]
    [TestCase("/setup/contacts/logo", "logo", 5 * Megabyte, "The file is too large. Choose a PNG or JPEG picture of at most 200 KB")]
    [TestCase("/setup/contacts/logo", "logo", 300 * 1024, "The file is too large. Choose a PNG or JPEG picture of at most 200 KB")]
    public async Task A_file_that_is_too_large_is_refused_on_its_page_and_the_connection_holds(string address, string field, int size, string words)
    {
        var page = await Refused(address, (field, new byte[size]));
        Assert.That(page, Does.Contain($"{field}-error\"").Or.Contain("-" + field + "-error\""));
        Assert.That(page, Does.Contain(words));
    }

    [TestCase("")]
    [TestCase("\uFEFF")]
    [TestCase("\n\r\n \n")]
    public async Task A_file_that_holds_nothing_is_said_to_be_empty_at_once(string text)
    {
        Assert.That(await Refused("/setup/import", ("people", Encoding.UTF8.GetBytes(text))), Does.Contain("The file is empty").Or.Contain("Choose a file that is not empty"));
        if (text is not "") Assert.That(await Refused("/setup/import", ("people", Encoding.UTF8.GetBytes("id\n1\n")), ("units", Encoding.UTF8.GetBytes(text))), Does.Contain("import-units-error").And.Contain("The file is empty"));
        Assert.That(await world.Database.Scalar<long>("select count(*) from issuance.import_draft"), Is.Zero);
    }

    private async Task<string> Refused(string address, params (string Field, byte[] Bytes)[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (field, bytes) in files)
        {
            var file = new StreamContent(new MemoryStream(bytes));
            file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(file, field, "file.csv");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = form, Headers = { { "Accept", "text/html" }, { "Origin", world.Service.Address.GetLeftPart(UriPartial.Authority) } } };
        request.Headers.ExpectContinue = false;
        using var answer = await world.Sends("p02", request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(answer.Headers.Location!.ToString(), Does.Contain("?refused="));
        return await (await world.Gets("p02", answer.Headers.Location!.ToString())).Content.ReadAsStringAsync();
    }
}
