using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Web.SignIn;

/// <summary>Keeps the keys that protect cookies and antiforgery tokens in <c>jobs.data_protection_key</c>, so that every node reads the same.</summary>
internal sealed class ProtectionKeys(string connection) : IXmlRepository, IDisposable
{
    private readonly NpgsqlDataSource database = SideSource.Create(connection, 2);

    public IReadOnlyCollection<XElement> GetAllElements() => DatabaseRetry.Pipeline.Execute(() =>
    {
        using var command = database.CreateCommand("select xml from jobs.data_protection_key order by name");
        using var rows = command.ExecuteReader();
        var keys = new List<XElement>();
        while (rows.Read()) keys.Add(XElement.Parse(rows.GetString(0)));
        return keys;
    });

    public void StoreElement(XElement element, string friendlyName) => DatabaseRetry.Pipeline.Execute(() =>
    {
        using var command = database.CreateCommand("insert into jobs.data_protection_key (name, xml) values (@name, @xml) on conflict (name) do update set xml = excluded.xml");
        command.Parameters.AddWithValue("name", friendlyName);
        command.Parameters.AddWithValue("xml", element.ToString(SaveOptions.DisableFormatting));
        command.ExecuteNonQuery();
    });

    public void Dispose() => database.Dispose();
}
